package digits.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.benchmarks.MnistData;
import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Network;
import digits.training.Evaluation;
import digits.training.Recipe;
import digits.training.Trainer;
import digits.training.TrainingListener;
import digits.zoo.Zoo;
import digits.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A race is fair only if both sides do the same. */
class RacesTest {
  private static final Dataset FORM =
      new Dataset("form", new byte[28 * 28], new int[1], 28, 28, Dataset.DIGITS);

  private static String file(String name) throws IOException {
    // strings that go on in the next line
    return Files.readString(Path.of(name)).replaceAll("\"\\s*\\n\\s*\"", "");
  }

  private static ZooModel.Learned model(String name) {
    return (ZooModel.Learned) Zoo.find(name).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "lenet5", "fast", "cnn"})
  void theRacesHaveTheModelsOfTheZoo(String name) throws IOException {
    String text = model(name).architecture(FORM).text();
    assertTrue(file("race.py").contains('"' + text + '"'), text);
  }

  @Test
  void thePeerTrainsFastByTheSameRecipe() throws IOException {
    String text = model("fast").recipe().text();
    assertTrue(file("peers/networks_torch.py").contains("# " + text + "\n"), text);
  }

  @Test
  void anEpochIsOneEpochOnAllRowsWithoutChangedPictures() {
    Recipe fast = TrainingRace.recipe("fast");
    assertEquals(1, fast.epochs());
    assertEquals(0, fast.heldOut().rows());
    assertEquals(model("fast").recipe().optimiser(), fast.optimiser());
    assertEquals(
        "batch 128, 1 epoch, Adam[beta1=0.9, beta2=0.999, epsilon=1.0E-8, weightDecay=0.0] at 0.001,"
            + " Constant[], HE",
        TrainingRace.recipe("adam").text());
  }

  @Test
  void trainsOnTheFirstRowsOfMnistAndTestsOnTheTestImages() throws IOException {
    Dataset few = MnistData.first(MnistData.training(), 2_000);
    assertEquals(2_000, few.size());
    assertEquals(10_000, MnistData.test().size());
    Architecture architecture = Architecture.parse("784 > dense 10");
    Network network =
        new Trainer(TrainingRace.recipe("adam"), 1, new TrainingListener() {})
            .train(architecture, few, 1)
            .network();
    assertTrue(Evaluation.of(network, few, 1).accuracy() > 0.5);
  }

  @Test
  void tribuoLearnsTheSameExamples() throws IOException {
    Dataset few = MnistData.first(MnistData.training(), 2_000);
    assertTrue(SoftmaxTribuo.accuracy(few, few, 1) > 0.5);
  }
}
