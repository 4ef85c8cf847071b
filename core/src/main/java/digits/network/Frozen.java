package digits.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network for use only, which gives the same logits but for rounding: each normalisation that
 * follows a convolution or a dense layer is folded into its weights, since with fixed statistics it
 * is a factor and a sum for each output, and dropout is left out.
 *
 * @param parameters of {@code architecture}
 */
record Frozen(Architecture architecture, float[] parameters) {
  static Frozen of(Architecture architecture, float[] parameters) {
    Folding folding = new Folding(parameters);
    List<Layer> layers = folding.fold(architecture.layers());
    return new Frozen(
        new Architecture(architecture.input(), layers), Arrays.copyOf(folding.folded, folding.to));
  }

  /** How far the parameters were read and written. */
  private static final class Folding {
    final float[] parameters;
    final float[] folded;
    int from;
    int to;

    Folding(float[] parameters) {
      this.parameters = parameters;
      folded = new float[parameters.length];
    }

    List<Layer> fold(List<Layer> layers) {
      List<Layer> kept = new ArrayList<>();
      for (Layer layer : layers) {
        Layer before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
        if (layer instanceof BatchNorm norm
            && (before instanceof Dense || before instanceof Conv2d)) {
          int count = before.parameterCount();
          norm.fold(parameters, from, folded, to - count, count);
          from += norm.parameterCount();
        } else if (layer instanceof Residual residual) {
          kept.add(new Residual(fold(residual.body())));
        } else if (layer instanceof Vote vote) {
          List<Layer> body = List.of();
          for (int member = 0; member < vote.members(); member++) {
            body = fold(vote.body());
          }
          kept.add(new Vote(vote.members(), body));
        } else if (!(layer instanceof Dropout)) {
          int count = layer.parameterCount();
          System.arraycopy(parameters, from, folded, to, count);
          from += count;
          to += count;
          kept.add(layer);
        }
      }
      // Of dropout alone something must remain, and outside of training that does nothing.
      return kept.isEmpty() ? layers : kept;
    }
  }
}
