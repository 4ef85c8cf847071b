package digits.zoo;

import digits.data.Augmentation;
import digits.data.Augmentation.Change;
import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;

/**
 * For numbers in the real world: it has seen digits by other pens, in bad light and bad resolution,
 * crossed out and cut off, and what is no digit at all. Its layers are those of {@link Cnn}.
 */
final class Reader {
  static final ZooModel.Learned MODEL =
      new ZooModel.Learned(
          "reader",
          "digits by other pens and scanners; knows what is no digit",
          Cnn.LAYERS,
          Recipe.of(
                  24,
                  0.003,
                  new Optimiser.Adam(0.9, 0.99, 1e-8, 0),
                  new Schedule.OneCycle(0.15, 0.1, 0.001),
                  Initialiser.HE)
              // the last rows: generated pages of the tests are written with them
              .withHeldOut(new Recipe.HeldOut(55_000, 5_000, 0, 1))
              .withAugmentation(
                  Augmentation.NONE
                      .with(Change.NONSENSE, 0.25)
                      .with(Change.UNTOUCHED, 0.08)
                      .with(Change.SCHOOLS, 0.2)
                      .with(Change.TAILS, 0.05)
                      .with(Change.ROTATE, 18)
                      .with(Change.ZOOM, 0.2)
                      .with(Change.STRETCH, 0.05)
                      .with(Change.SHEAR, 0.25)
                      .with(Change.SHIFT, 2.5)
                      .with(Change.ELASTIC, 1)
                      .with(Change.THICKNESS, 0.7)
                      .with(Change.GAPS, 0.1)
                      .with(Change.OUTLINE, 0.07)
                      .with(Change.LINES, 0.12)
                      .with(Change.BLUR, 0.15)
                      .with(Change.COARSE, 0.15)
                      .with(Change.CONTRAST, 0.2)
                      .with(Change.NEGATIVE, 0.07)
                      .with(Change.NOISE, 0.2)
                      .with(Change.ERASE, 0.05))
              .withLabelSmoothing(0.02)
              .withAverage(0.999)
              .withCalibration()
              .withHalfPrecision());

  private Reader() {}
}
