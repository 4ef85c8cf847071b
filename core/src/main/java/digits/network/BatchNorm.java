package digits.network;

import digits.kernel.Kernels;
import digits.network.ParameterView.Role;
import java.util.Arrays;
import java.util.List;

/**
 * Each channel brought to mean 0 and variance 1, then scaled and shifted as learned: Ioffe and
 * Szegedy 2015, equations (44) to (48) of docs/mathematics.md. In training the mean and variance
 * are those of a slice of the batch ("ghost" batches, Hoffer et al. 2017), so that no result
 * depends on the number of threads; afterwards they are the running ones. These are parameters that
 * follow the slices' statistics instead of a gradient; what stands in their place among the
 * gradients is how far they are off. Parameters: scale [C], shift [C], mean [C], variance [C].
 */
public record BatchNorm(Shape input) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  /** Added to the variance. */
  private static final double EPSILON = 1e-5;

  private int channels() {
    return input.channels();
  }

  @Override
  public List<ParameterView> parameters() {
    List<Integer> shape = List.of(channels());
    return List.of(
        new ParameterView(Role.SCALE, 0, shape),
        new ParameterView(Role.SHIFT, channels(), shape),
        new ParameterView(Role.MEAN, 2 * channels(), shape),
        new ParameterView(Role.VARIANCE, 3 * channels(), shape));
  }

  @Override
  public String text() {
    return "batchnorm";
  }

  @Override
  public float[][] memory(int blocks) {
    return new float[6][channels()];
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    int channels = channels();
    int length = input.pixels() * Kernels.BLOCK;
    float[] means = pass.memory[0];
    float[] variances = pass.memory[1];
    float[] scale = pass.memory[2];
    float[] shift = pass.memory[3];
    if (pass.training()) {
      KERNELS.channelMoments(pass.rows(), channels, length, x, means, variances); // (44)
    } else {
      System.arraycopy(parameters, at + 2 * channels, means, 0, channels);
      System.arraycopy(parameters, at + 3 * channels, variances, 0, channels);
    }
    factors(parameters, at, means, variances, scale, shift);
    KERNELS.scaleChannels(pass.blocks(), channels, length, x, scale, shift, y); // (45)
  }

  private void factors(
      float[] parameters, int at, float[] means, float[] variances, float[] scale, float[] shift) {
    for (int c = 0; c < channels(); c++) {
      scale[c] = (float) (parameters[at + c] * inverse(variances[c])); // (45)
      shift[c] = parameters[at + channels() + c] - means[c] * scale[c]; // (45)
    }
  }

  /** The factor and the summand of each channel with the running statistics. */
  float[][] pictureFactors(float[] parameters, int at) {
    int channels = channels();
    float[] means = Arrays.copyOfRange(parameters, at + 2 * channels, at + 3 * channels);
    float[] variances = Arrays.copyOfRange(parameters, at + 3 * channels, at + 4 * channels);
    float[][] factors = new float[2][channels];
    factors(parameters, at, means, variances, factors[0], factors[1]);
    return factors;
  }

  private static double inverse(float variance) {
    return 1 / Math.sqrt(variance + EPSILON);
  }

  @Override
  public void backward(
      Pass pass,
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] dParameters) {
    int channels = channels();
    int length = input.pixels() * Kernels.BLOCK;
    float[] means = pass.memory[0];
    float[] variances = pass.memory[1];
    float[] p = pass.memory[2];
    float[] q = pass.memory[3];
    float[] sums = pass.memory[4];
    float[] products = pass.memory[5];
    KERNELS.channelProducts(pass.blocks(), channels, length, dy, x, means, sums, products);
    double count = (double) pass.rows() * input.pixels();
    for (int c = 0; c < channels; c++) {
      double inverse = inverse(variances[c]);
      dParameters[at + c] += (float) (products[c] * inverse); // (46)
      dParameters[at + channels + c] += sums[c]; // (46)
      int mean = at + 2 * channels + c;
      int variance = mean + channels;
      dParameters[mean] += pass.share() * (parameters[mean] - means[c]); // (48)
      dParameters[variance] += pass.share() * (parameters[variance] - variances[c]); // (48)
      double slope = parameters[at + c] * inverse;
      p[c] = (float) slope; // (47)
      q[c] = (float) (-slope * inverse * inverse * products[c] / count); // (47)
      sums[c] = (float) (-slope * sums[c] / count) - q[c] * means[c]; // (47)
    }
    if (dx != null) {
      KERNELS.combineChannels(pass.rows(), channels, length, dy, x, p, q, sums, dx); // (47)
    }
  }

  /**
   * Scales and shifts the outputs of the layer before by scaling its weights and moving its biases.
   *
   * @param at of this layer's parameters
   * @param weights ends with the weights [.., C] and the biases [C] of that layer
   * @param from of its first weight
   * @param count of its parameters
   */
  void fold(float[] parameters, int at, float[] weights, int from, int count) {
    int channels = channels();
    int biases = from + count - channels;
    for (int c = 0; c < channels; c++) {
      double inverse = inverse(parameters[at + 3 * channels + c]);
      double scale = parameters[at + c] * inverse;
      double mean = parameters[at + 2 * channels + c];
      for (int i = from + c; i < biases; i += channels) {
        weights[i] *= (float) scale;
      }
      weights[biases + c] =
          (float) ((weights[biases + c] - mean) * scale + parameters[at + channels + c]);
    }
  }
}
