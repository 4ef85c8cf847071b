package digits.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import digits.data.Augmentation;
import digits.network.Initialiser;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Optimiser SGD = new Optimiser.Sgd();
  private static final Schedule CONSTANT = new Schedule.Constant();

  private static Recipe recipe(
      int epochs, int batch, double rate, int rows, int validation, int patience, int every) {
    return Recipe.of(epochs, rate, SGD, CONSTANT, Initialiser.HE)
        .withBatch(batch)
        .withHeldOut(new Recipe.HeldOut(rows, validation, patience, every));
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused("epochs: 0, expected at least 1", () -> recipe(0, 1, 1, 0, 0, 0, 1));
    assertRefused("batch: -1, expected at least 1", () -> recipe(1, -1, 1, 0, 0, 0, 1));
    assertRefused("rate: 0.0, expected a number above 0", () -> recipe(1, 1, 0, 0, 0, 0, 1));
    assertRefused("rate: -1.0, expected a number above 0", () -> recipe(1, 1, -1, 0, 0, 0, 1));
    assertRefused(
        "rate: NaN, expected a number above 0", () -> recipe(1, 1, Double.NaN, 0, 0, 0, 1));
    assertRefused(
        "rate: Infinity, expected a number above 0",
        () -> recipe(1, 1, Double.POSITIVE_INFINITY, 0, 0, 0, 1));
    assertRefused("training rows: -1, expected at least 0", () -> recipe(1, 1, 1, -1, 0, 0, 1));
    assertRefused("validation rows: -1, expected at least 0", () -> recipe(1, 1, 1, 0, -1, 0, 1));
    assertRefused("patience: -1, expected at least 0", () -> recipe(1, 1, 1, 0, 1, -1, 1));
    assertRefused(
        "patience: 3, expected 0 without validation rows", () -> recipe(1, 1, 1, 0, 0, 3, 1));
    assertRefused("report every: 0, expected at least 1 epoch", () -> recipe(1, 1, 1, 0, 0, 0, 0));
    Recipe right = recipe(1, 1, 1, 0, 0, 0, 1);
    assertRefused("label smoothing: 1.0, expected 0 to below 1", () -> right.withLabelSmoothing(1));
    assertRefused("gradient clip: -1.0, expected at least 0", () -> right.withGradientClip(-1));
    assertRefused("average: 1.0, expected 0 to below 1", () -> right.withAverage(1));
    assertRefused("average: NaN, expected 0 to below 1", () -> right.withAverage(Double.NaN));
  }

  private static void assertRefused(String message, Runnable refused) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, refused::run).getMessage());
  }

  @Test
  void withersChangeOneNumberEach() {
    Recipe recipe = recipe(3, 50, 0.1, 900, 100, 2, 4);
    assertEquals(recipe(7, 50, 0.1, 900, 100, 2, 4), recipe.withEpochs(7));
    assertEquals(recipe(3, 7, 0.1, 900, 100, 2, 4), recipe.withBatch(7));
    assertEquals(recipe(3, 50, 0.7, 900, 100, 2, 4), recipe.withRate(0.7));
    assertEquals(recipe(3, 50, 0.1, 900, 100, 7, 4), recipe.withPatience(7));
    assertEquals(
        new Recipe.Refinements(0.1, 2, 0.9, 0, false, false, false),
        recipe.withLabelSmoothing(0.1).withGradientClip(2).withAverage(0.9).refinements());
    assertEquals(
        new Recipe.Refinements(0, 1, 0.5, 0, false, false, true),
        Recipes.CLASSIC.withAverage(0.5).withGradientClip(1).refinements());
  }

  @Test
  void saysInWordsWhatItIs() {
    assertEquals(
        "batch 128, 1 epoch, Sgd[] at 0.5, Cosine[], HE",
        Recipe.of(1, 0.5, SGD, new Schedule.Cosine(), Initialiser.HE).text());
    assertEquals(
        "all rows a step, 5 epochs, Sgd[] at 0.1, Constant[], UNIFORM, one bias gradient a layer",
        Recipes.CLASSIC.text());
    assertEquals(
        "batch 128, 2 epochs, Sgd[] at 0.5, Cosine[], HE, labels smoothed by 0.1, gradients clipped"
            + " at 1.0, parameters averaged with decay 0.99",
        Recipe.of(2, 0.5, SGD, new Schedule.Cosine(), Initialiser.HE)
            .withAverage(0.99)
            .withGradientClip(1)
            .withLabelSmoothing(0.1)
            .text());
    assertEquals(
        "batch 128, 12 epochs, Sgd[] at 0.5, Cosine[], HE, pictures changed by shift 2, as they are"
            + " in the last 3",
        Recipe.of(12, 0.5, SGD, new Schedule.Cosine(), Initialiser.HE)
            .withAugmentation(Augmentation.NONE.with(Augmentation.Change.SHIFT, 2))
            .withPlainEnd(0.25)
            .text());
  }
}
