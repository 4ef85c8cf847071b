package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import digits.TestData;
import digits.data.Augmentation;
import digits.data.Dataset;
import digits.kernel.Parallel;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.SoftmaxCrossEntropy;
import digits.network.Workspace;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch in slices comes to what the same rows come to in one piece. */
class BatchGradientTest {
  private static final Dataset DATA = TestData.mnist(0, 400);
  private static final int[] ORDER = IntStream.range(0, 400).map(i -> (i * 7 + 3) % 400).toArray();
  private static final Architecture ARCHITECTURE = Architecture.dense(784, 10, 10);
  private static final float[] PARAMETERS = ARCHITECTURE.initialise(Initialiser.HE, 1);

  /** The gradient, the loss and the number told right of some rows. */
  private record Measured(float[] gradient, double loss, int correct) {}

  private static Measured inOnePiece(int from, int rows) {
    Workspace workspace = new Workspace(ARCHITECTURE, rows, Trainer.PIXEL_SCALE);
    workspace.load(DATA.pixels(), ORDER, from, rows);
    ARCHITECTURE.forward(PARAMETERS, workspace);
    int[] labels = Arrays.stream(ORDER, from, from + rows).map(n -> DATA.labels()[n]).toArray();
    float[] p = workspace.blockProbabilities();
    SoftmaxCrossEntropy.backward(rows, 10, p, labels, rows, 0, workspace.dLogits());
    float[] gradient = new float[PARAMETERS.length];
    ARCHITECTURE.backward(PARAMETERS, workspace, gradient);
    return new Measured(
        gradient,
        SoftmaxCrossEntropy.loss(rows, 10, workspace.logits(), p, labels),
        Evaluation.correct(rows, 10, p, labels));
  }

  private static Measured inSlices(BatchGradient batch, int from, int rows) {
    batch.compute(PARAMETERS, ORDER, from, rows, 1, 1, true);
    float[] gradient = new float[PARAMETERS.length];
    batch.sum(gradient, (first, last) -> {});
    return new Measured(gradient, batch.loss(), batch.correct());
  }

  private static void assertAgree(Measured expected, Measured actual, String what) {
    assertArrayEquals(expected.gradient, actual.gradient, 1e-6f, what);
    assertEquals(expected.loss, actual.loss, 1e-3, what);
    assertEquals(expected.correct, actual.correct, what);
  }

  /** A short batch after a long one has fewer slices: those left over must not be counted. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void batchesOfAnyLengthOneAfterTheOther(int threads) {
    try (Parallel parallel = new Parallel(threads)) {
      BatchGradient batch = new BatchGradient(ARCHITECTURE, Recipes.ADAM, DATA, 1, 390, parallel);
      for (int rows : new int[] {390, 1, 65, 64, 63, 129, 390, 128}) {
        int from = 400 - rows;
        assertAgree(inOnePiece(from, rows), inSlices(batch, from, rows), rows + " rows");
      }
    }
  }

  @Test
  void allRowsAgainAndAgain() {
    try (Parallel parallel = new Parallel(3)) {
      BatchGradient batch =
          new BatchGradient(ARCHITECTURE, Recipes.CLASSIC, DATA, 1, 390, parallel);
      Measured expected = inOnePiece(0, 390);
      for (int step = 0; step < 3; step++) {
        assertAgree(expected, inSlices(batch, 0, 390), "step " + step);
      }
    }
  }

  @Test
  void picturesStayAsTheyAreInThePlainEnd() {
    Recipe recipe =
        Recipes.ADAM
            .withEpochs(4)
            .withAugmentation(Augmentation.NONE.with(Augmentation.Change.SHIFT, 5))
            .withPlainEnd(0.5);
    try (Parallel parallel = new Parallel(2)) {
      BatchGradient batch = new BatchGradient(ARCHITECTURE, recipe, DATA, 1, 390, parallel);
      Measured plain = inOnePiece(10, 390);
      for (int epoch = 1; epoch <= 4; epoch++) {
        batch.compute(PARAMETERS, ORDER, 10, 390, epoch, 1, true);
        assertEquals(
            epoch > 2, Math.abs(plain.loss - batch.loss()) < 1e-3, "plain in epoch " + epoch);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5})
  void someDigitsAreUntouched(double share) {
    Recipe recipe =
        Recipes.ADAM.withAugmentation(
            Augmentation.NONE
                .with(Augmentation.Change.UNTOUCHED, share)
                .with(Augmentation.Change.SCHOOLS, 1)
                .with(Augmentation.Change.TAILS, 1)
                .with(Augmentation.Change.SHIFT, 5));
    try (Parallel parallel = new Parallel(2)) {
      BatchGradient batch = new BatchGradient(ARCHITECTURE, recipe, DATA, 1, 390, parallel);
      batch.compute(PARAMETERS, ORDER, 10, 390, 1, 1, true);
      assertEquals(share == 1, Math.abs(inOnePiece(10, 390).loss - batch.loss()) < 1e-3);
    }
  }

  @Test
  void everyParameterIsInOneRangeOfTheSum() {
    Architecture wide = Architecture.dense(784, 100, 10);
    try (Parallel parallel = new Parallel(3)) {
      BatchGradient batch = new BatchGradient(wide, Recipes.ADAM, DATA, 1, 100, parallel);
      float[] parameters = wide.initialise(Initialiser.HE, 1);
      batch.compute(parameters, ORDER, 0, 100, 1, 1, false);
      int[] times = new int[parameters.length];
      batch.sum(
          new float[parameters.length],
          (from, to) -> {
            for (int i = from; i < to; i++) {
              times[i]++;
            }
          });
      assertEquals(parameters.length, Arrays.stream(times).filter(count -> count == 1).count());
    }
  }
}
