package digits.zoo;

import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Network;
import digits.training.Recipe;
import digits.training.Trainer;
import java.util.Collections;
import java.util.function.Function;

/** A named model: an architecture and how it comes to its parameters. Immutable. */
public sealed interface ZooModel {
  /** What the command calls it. */
  String name();

  /** What it is, in half a line. */
  String summary();

  /** The layers for pictures and classes like those of {@code data}. */
  Architecture architecture(Dataset data);

  /**
   * A network taught by gradient descent.
   *
   * @param hidden the layers between the picture and the last dense one, as an architecture's text;
   *     empty for none
   */
  record Learned(String name, String summary, String hidden, Recipe recipe) implements ZooModel {
    @Override
    public Architecture architecture(Dataset data) {
      boolean flat = !hidden.contains("conv");
      String input =
          flat
              ? Integer.toString(data.width() * data.height())
              : data.height() + "x" + data.width();
      String middle = hidden.isEmpty() ? "" : " > " + hidden;
      return Architecture.parse(input + middle + " > dense " + data.classes().size());
    }

    /** The same network by another recipe. */
    public Learned withRecipe(Recipe recipe) {
      return new Learned(name, summary, hidden, recipe);
    }
  }

  /**
   * Several networks of one kind that vote, each trained from a seed of its own.
   *
   * @param member what each of them is
   */
  record Committee(String name, String summary, Learned member) implements ZooModel {
    /** How many the built-in committee has. */
    private static final int MEMBERS = 3;

    @Override
    public Architecture architecture(Dataset data) {
      return Architecture.vote(Collections.nCopies(MEMBERS, member.architecture(data)));
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
