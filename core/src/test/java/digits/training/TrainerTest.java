package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.data.Split;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final TrainingListener SILENT = new TrainingListener() {};
  private static final Architecture TWO_LAYER = Architecture.dense(784, 10, 10);

  /** Writes down what it is told. */
  private static final class Diary implements TrainingListener {
    final List<String> lines = new ArrayList<>();
    final List<Epoch> epochs = new ArrayList<>();

    @Override
    public void started(Architecture architecture, Recipe recipe, long steps) {
      lines.add("started " + architecture.text() + ", " + steps + " steps");
    }

    @Override
    public void stepped(long step, long examples) {
      lines.add("step " + step + ", " + examples + " examples");
    }

    @Override
    public void epochEnded(Epoch epoch) {
      lines.add("epoch " + epoch.number());
      epochs.add(epoch);
    }
  }

  @Test
  void learnsMnist() {
    Diary diary = new Diary();
    Dataset data = TestData.mnist(0, 3_000);
    Network network =
        new Trainer(Recipes.ADAM.withEpochs(5), 2, diary).train(TWO_LAYER, data, 1).network();
    assertTrue(Evaluation.of(network, TestData.mnist(3_000, 1_000), 2).accuracy() > 0.8);
    TrainingListener.Epoch first = diary.epochs.get(0);
    TrainingListener.Epoch last = diary.epochs.get(4);
    assertTrue(last.loss() < 0.5 * first.loss());
    assertTrue(last.validationLoss() < 0.7 * first.validationLoss());
    assertTrue(last.accuracy() > 0.85 && last.validationAccuracy() > 0.8);
  }

  @Test
  void tellsTheListenerOfEverythingInOrder() {
    Diary diary = new Diary();
    Dataset data = TestData.noise(250, 3, 3, 4, 1);
    Architecture architecture = Architecture.dense(9, 4);
    Trainer.Result result = new Trainer(Recipes.ADAM, 2, diary).train(architecture, data, 1);
    assertEquals(
        List.of(
            "started 9 > dense 4, 4 steps",
            "step 1, 128 examples",
            "step 2, 150 examples",
            "epoch 1",
            "step 3, 278 examples",
            "step 4, 300 examples",
            "epoch 2"),
        diary.lines);
    assertEquals(4, result.steps());
    assertEquals(2, result.epochs());
    assertTrue(result.seconds() > 0);
    TrainingListener.Epoch second = diary.epochs.get(1);
    double factor = Recipes.ADAM.schedule().factor(3, 4);
    assertEquals(Recipes.ADAM.rate() * factor, second.rate(), 1e-15);
    assertTrue(second.seconds() >= diary.epochs.get(0).seconds() && second.imagesPerSecond() > 0);
  }

  @Test
  void reportsEverySoManyEpochsAndTheLast() {
    Diary diary = new Diary();
    new Trainer(Recipes.classic(8, 3), 1, diary)
        .train(Architecture.dense(9, 4), TestData.noise(1_000, 3, 3, 4, 1), 1);
    assertEquals(
        List.of(3, 6, 8), diary.epochs.stream().map(TrainingListener.Epoch::number).toList());
  }

  @Test
  void twoListenersHearTheSameTheFirstOneFirst() {
    List<String> heard = new ArrayList<>();
    TrainingListener first = named("first", heard);
    new Trainer(Recipes.classic(1, 1), 1, first.and(named("second", heard)))
        .train(Architecture.dense(9, 4), TestData.noise(1_000, 3, 3, 4, 1), 1);
    assertEquals(
        List.of(
            "first started",
            "second started",
            "first stepped",
            "second stepped",
            "first epoch",
            "second epoch"),
        heard);
  }

  private static TrainingListener named(String name, List<String> heard) {
    return new TrainingListener() {
      @Override
      public void started(Architecture architecture, Recipe recipe, long steps) {
        heard.add(name + " started");
      }

      @Override
      public void stepped(long step, long examples) {
        heard.add(name + " stepped");
      }

      @Override
      public void epochEnded(Epoch epoch) {
        heard.add(name + " epoch");
      }
    };
  }

  /** Held-out rows are made worthless: what is learned must stay the same bit for bit. */
  @ParameterizedTest
  @ValueSource(ints = {0, 800})
  void neverTrainsOnHeldOutRows(int trainingRows) {
    Recipe recipe =
        Recipe.of(2, 0.01, Optimiser.Adam.standard(), new Schedule.Constant(), Initialiser.HE)
            .withBatch(100)
            .withHeldOut(new Recipe.HeldOut(trainingRows, 200, 0, 1));
    Dataset data = TestData.mnist(0, 1_000);
    Split split =
        trainingRows == 0 ? Split.random(1_000, 200, 3) : Split.inOrder(trainingRows, 200);
    byte[] pixels = data.pixels().clone();
    int[] labels = data.labels().clone();
    for (int row : split.validation()) {
      Arrays.fill(pixels, row * 784, (row + 1) * 784, (byte) 200);
      labels[row] = 9 - labels[row];
    }
    Dataset spoilt = new Dataset("spoilt", pixels, labels, 28, 28, Dataset.DIGITS);
    Trainer trainer = new Trainer(recipe, 2, SILENT);
    assertArrayEquals(
        trainer.train(TWO_LAYER, data, 3).network().parameters(),
        trainer.train(TWO_LAYER, spoilt, 3).network().parameters());
  }

  /** With a rate that moves nothing, the reported means are those of the first parameters. */
  @ParameterizedTest
  @ValueSource(ints = {100, Recipe.ALL_ROWS})
  void reportsMeansOverTheTrainingRows(int batch) {
    Diary diary = new Diary();
    Dataset data = TestData.mnist(0, 1_000);
    Recipe recipe = Recipes.CLASSIC.withEpochs(1).withRate(1e-30).withBatch(batch);
    Network network = new Trainer(recipe, 2, diary).train(TWO_LAYER, data, 1).network();
    Evaluation evaluation = Evaluation.of(network, TestData.mnist(0, 900), 1);
    assertEquals(evaluation.loss(), diary.epochs.get(0).loss(), 1e-6);
    assertEquals(evaluation.accuracy(), diary.epochs.get(0).accuracy());
  }

  @Test
  void validatesOnTheHeldOutRows() {
    Diary diary = new Diary();
    Dataset data = TestData.mnist(0, 1_000);
    Network network = new Trainer(Recipes.ADAM, 2, diary).train(TWO_LAYER, data, 3).network();
    int[] held = Split.random(1_000, 100, 3).validation();
    Dataset validation =
        new Dataset(
            "held out",
            pictures(data, held),
            Arrays.stream(held).map(row -> data.labels()[row]).toArray(),
            28,
            28,
            Dataset.DIGITS);
    Evaluation evaluation = Evaluation.of(network, validation, 1);
    assertEquals(evaluation.loss(), diary.epochs.get(1).validationLoss(), 1e-12);
    assertEquals(evaluation.accuracy(), diary.epochs.get(1).validationAccuracy());
  }

  private static byte[] pictures(Dataset data, int[] rows) {
    byte[] pixels = new byte[rows.length * 784];
    IntStream.range(0, rows.length)
        .forEach(i -> System.arraycopy(data.picture(rows[i]), 0, pixels, i * 784, 784));
    return pixels;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 11, 105})
  void smallSetsKeepNineRowsOfTen(int rows) {
    Diary diary = new Diary();
    Dataset data = TestData.noise(rows, 3, 3, 4, 1);
    new Trainer(Recipes.ADAM.withEpochs(1), 1, diary).train(Architecture.dense(9, 4), data, 1);
    int training = rows == 105 ? 5 : rows - rows / 10;
    assertTrue(diary.lines.contains("step 1, " + training + " examples"), diary.lines.toString());
    assertEquals(
        rows - training == 0, Double.isNaN(diary.epochs.get(0).validationLoss()), "NaN if none");
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    Dataset data = TestData.noise(1_000, 3, 3, 4, 1);
    Trainer trainer = new Trainer(Recipes.classic(50, 1).withRate(3e38), 2, SILENT);
    ArithmeticException e =
        assertThrows(
            ArithmeticException.class, () -> trainer.train(Architecture.dense(9, 4), data, 1));
    assertTrue(
        e.getMessage()
            .matches(
                "training came apart in epoch \\d+: the loss is .*; try a smaller rate than 3.0E38"),
        e.getMessage());
  }

  /** The loss is measured before a step, so what the last step does must be looked at too. */
  @Test
  void parametersThatAreNoNumbersAfterTheLastStepEndTheTraining() {
    Dataset data = TestData.noise(1_000, 3, 3, 4, 1);
    Trainer trainer = new Trainer(Recipes.classic(1, 1).withRate(1e300), 1, SILENT);
    assertThrows(ArithmeticException.class, () -> trainer.train(Architecture.dense(9, 4), data, 1));
  }

  @Test
  void refusesDataThatDoNotFit() {
    Dataset data = TestData.noise(50, 3, 3, 4, 1);
    Trainer trainer = new Trainer(Recipes.ADAM, 1, SILENT);
    for (Architecture wrong : List.of(Architecture.dense(8, 4), Architecture.dense(9, 5))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> trainer.train(wrong, data, 1));
      assertTrue(e.getMessage().startsWith("noise has pictures of 3 x 3 in 4 classes, but"));
    }
    Dataset empty = TestData.noise(0, 3, 3, 4, 1);
    assertEquals(
        "noise has no pictures: expected at least one",
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer.train(Architecture.dense(9, 4), empty, 1))
            .getMessage());
  }
}
