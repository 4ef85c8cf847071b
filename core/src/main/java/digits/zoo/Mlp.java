package digits.zoo;

import digits.network.Initialiser;
import digits.training.Optimiser;
import digits.training.Recipe;
import digits.training.Schedule;
import java.util.List;

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
      new ZooModel.Learned("mlp", "800 hidden units", List.of(800), RECIPE);

  private Mlp() {}

  static ZooModel of(String name, List<Integer> hidden) {
    return new ZooModel.Learned(name, "dense layers as asked for", hidden, RECIPE);
  }
}
