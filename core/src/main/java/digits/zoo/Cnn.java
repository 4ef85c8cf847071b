package digits.zoo;

import digits.data.Augmentation;
import digits.data.Augmentation.Change;
import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;

/**
 * The best single network: six convolutions of 3 x 3 in three steps of resolution, as Simonyan and
 * Zisserman (2014) build them, each normalised before its ReLU. Pictures are moved and bent, but
 * for the last epochs, the weights averaged, and the rate rises and falls once.
 */
final class Cnn {
  static final String LAYERS =
      "conv 32 3x3 > batchnorm > relu > conv 32 3x3 > batchnorm > relu > maxpool 2"
          + " > conv 64 3x3 pad 1 > batchnorm > relu > conv 64 3x3 > batchnorm > relu > maxpool 2"
          + " > conv 128 3x3 pad 1 > batchnorm > relu > conv 128 3x3 > batchnorm > relu"
          + " > flatten > dropout 0.4";

  static final ZooModel.Learned MODEL =
      new ZooModel.Learned(
          "cnn",
          "six convolutions, the best single network",
          LAYERS,
          Recipe.of(
                  36,
                  0.003,
                  new Optimiser.Adam(0.9, 0.99, 1e-8, 0),
                  new Schedule.OneCycle(0.15, 0.1, 0.001),
                  Initialiser.HE)
              .withHeldOut(Recipe.HeldOut.random(2_000))
              .withAugmentation(
                  Augmentation.NONE
                      .with(Change.ROTATE, 13)
                      .with(Change.ZOOM, 0.13)
                      .with(Change.SHEAR, 0.17)
                      .with(Change.SHIFT, 2)
                      .with(Change.ELASTIC, 0.9)
                      .with(Change.THICKNESS, 0.4))
              .withLabelSmoothing(0.1)
              .withPlainEnd(0.17)
              .withAverage(0.999)
              .withCalibration()
              .withHalfPrecision());

  static final ZooModel COMMITTEE =
      new ZooModel.Committee("committee", "several of these, put to the vote", MODEL);

  private Cnn() {}
}
