package digits.zoo;

import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;

/**
 * The network of LeCun et al. 1998 ("Gradient-based learning applied to document recognition") with
 * ReLU, largest instead of mean, and softmax, as it is taught today.
 */
final class LeNet5 {
  static final ZooModel MODEL =
      new ZooModel.Learned(
          "lenet5",
          "two convolutions and three dense layers",
          "conv 6 5x5 pad 2 > relu > maxpool 2 > conv 16 5x5 > relu > maxpool 2"
              + " > flatten > dense 120 > relu > dense 84 > relu",
          Recipe.of(
              10,
              0.002,
              Optimiser.Adam.standard(),
              new Schedule.OneCycle(0.2, 0.1, 0.001),
              Initialiser.HE));

  private LeNet5() {}
}
