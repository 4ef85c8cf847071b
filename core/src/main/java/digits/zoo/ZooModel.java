package digits.zoo;

import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Network;
import digits.training.Recipe;
import digits.training.Trainer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A named model: an architecture and how it comes to its parameters. Immutable. */
public sealed interface ZooModel {
  /** What the command calls it. */
  String name();

  /** What it is, in half a line. */
  String summary();

  /** The layers for pictures and classes like those of {@code data}. */
  Architecture architecture(Dataset data);

  /**
   * Dense layers with ReLU between them, taught by gradient descent.
   *
   * @param hidden sizes of the hidden layers, none for softmax regression
   */
  record Learned(String name, String summary, List<Integer> hidden, Recipe recipe)
      implements ZooModel {
    public Learned {
      hidden = List.copyOf(hidden);
    }

    @Override
    public Architecture architecture(Dataset data) {
      return Architecture.dense(
          IntStream.concat(
                  IntStream.concat(
                      IntStream.of(data.width() * data.height()),
                      hidden.stream().mapToInt(Integer::intValue)),
                  IntStream.of(data.classes().size()))
              .toArray());
    }
  }

  /**
   * A baseline that only counts: one dense layer whose parameters are worked out in one go.
   *
   * @param parameters the weights [I,O] and then the biases [O] for a data set
   */
  record Counted(String name, String summary, Function<Dataset, float[]> parameters)
      implements ZooModel {
    @Override
    public Architecture architecture(Dataset data) {
      return Architecture.dense(data.width() * data.height(), data.classes().size());
    }

    /** The network for a data set; nothing in it is left to chance. */
    public Network fit(Dataset data) {
      return new Network(architecture(data), parameters.apply(data), Trainer.PIXEL_SCALE);
    }
  }
}
