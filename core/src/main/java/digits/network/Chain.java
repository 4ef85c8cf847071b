package digits.network;

import digits.kernel.Kernels;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Layers one after the other with the memory one worker needs between them, for so many blocks of
 * examples. Not safe for use by several threads at once.
 */
final class Chain {
  private final List<Layer> layers;

  /** Counting builds the views of all parameters: once, not in every pass. */
  private final int[] parameterCounts;

  private final Pass[] passes;
  private final float[][] activations;
  private final float[][] dActivations;

  Chain(List<Layer> layers, int blocks) {
    this.layers = layers;
    parameterCounts = layers.stream().mapToInt(Layer::parameterCount).toArray();
    passes = new Pass[layers.size()];
    activations = new float[layers.size()][];
    dActivations = new float[layers.size()][];
    for (int i = 0; i < activations.length; i++) {
      passes[i] = new Pass(layers.get(i), blocks);
      int size = blocks * Kernels.BLOCK * layers.get(i).output().size();
      activations[i] = inPlace(i) ? activations[i - 1] : new float[size];
    }
  }

  /** The first layer's input is not the chain's to write to. */
  private boolean inPlace(int layer) {
    return layer > 0 && layers.get(layer).inPlace();
  }

  int last() {
    return layers.size() - 1;
  }

  /** See {@link Pass#begin}. */
  void begin(int rows, boolean training, float share, long noise) {
    for (int i = 0; i < passes.length; i++) {
      long ownNoise = new SplittableRandom(noise * layers.size() + i).nextLong();
      passes[i].begin(rows, training, share, ownNoise);
    }
  }

  int parameterCount(int layer) {
    return parameterCounts[layer];
  }

  Pass pass(int layer) {
    return passes[layer];
  }

  /** y of a layer; that of a layer in place of its input. */
  float[] activations(int layer) {
    return activations[layer];
  }

  /**
   * The gradient of {@link #activations}; the memory is there once it is asked for. A layer in
   * place shares its gradients too: each is needed once, and the nearest cache is small.
   */
  float[] dActivations(int layer) {
    if (dActivations[layer] == null) {
      boolean shared = layer + 1 < layers.size() && inPlace(layer + 1);
      dActivations[layer] = shared ? dActivations(layer + 1) : new float[activations[layer].length];
    }
    return dActivations[layer];
  }

  /** Layers {@code first} to the last, the first of them taking x, with parameters from at on. */
  void forward(int first, float[] parameters, int at, float[] x) {
    float[] input = x;
    int from = at;
    for (int i = first; i < layers.size(); i++) {
      layers.get(i).forward(passes[i], parameters, from, input, activations[i]);
      input = activations[i];
      from += parameterCounts[i];
    }
  }

  /**
   * The way back from {@link #dActivations} of the last layer to {@code dx}, which may be null.
   *
   * @param end where the parameters of the last layer end
   */
  void backward(
      int first, float[] parameters, int end, float[] x, float[] dx, float[] dParameters) {
    int at = end;
    for (int i = last(); i >= first; i--) {
      at -= parameterCounts[i];
      layers
          .get(i)
          .backward(
              passes[i],
              parameters,
              at,
              i == first ? x : activations[i - 1],
              activations[i],
              dActivations(i),
              i == first ? dx : dActivations(i - 1),
              dParameters);
    }
  }
}
