package digits.zoo;

import digits.data.Augmentation;
import digits.data.Augmentation.Change;
import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;
import java.util.List;
import java.util.stream.Collectors;

/** 784-800-10, the size of Simard et al. 2003; and its recipe for any other hidden layers. */
final class Mlp {
  private static final Recipe RECIPE =
      Recipe.of(
          20,
          0.002,
          Optimiser.Adam.standard(),
          new Schedule.OneCycle(0.2, 0.1, 0.001),
          Initialiser.HE);

  static final ZooModel MODEL =
      new ZooModel.Learned("mlp", "800 hidden units", "dense 800 > relu", RECIPE);

  /** With elastic distortions, as Simard et al. trained it to 99.3 %. */
  static final ZooModel DISTORTED =
      new ZooModel.Learned(
          "mlp-distorted",
          "800 hidden units, pictures distorted at random",
          "dense 800 > relu",
          RECIPE
              .withEpochs(100)
              .withRate(0.001)
              .withAugmentation(
                  Augmentation.NONE
                      .with(Change.ROTATE, 8)
                      .with(Change.ZOOM, 0.1)
                      .with(Change.SHEAR, 0.1)
                      .with(Change.SHIFT, 1)
                      .with(Change.ELASTIC, 1.2))
              .withAverage(0.999)
              .withHalfPrecision());

  private Mlp() {}

  static ZooModel of(String name, List<Integer> hidden) {
    String layers =
        hidden.stream().map(size -> "dense " + size + " > relu").collect(Collectors.joining(" > "));
    return new ZooModel.Learned(name, "dense layers as asked for", layers, RECIPE);
  }
}
