package digits.tutorial;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The two-layer network this project began with, in plain loops: a dense layer, ReLU, a second
 * dense layer, softmax, cross-entropy and gradient descent. Numbers in brackets are the equations
 * of {@code docs/mathematics.md}.
 *
 * <p>Dimension letters: B examples of a batch, I inputs, H hidden units, O outputs. Every matrix is
 * a flat array, row after row. Examples are rows, so a layer computes {@code X·W + b}, and {@code
 * W1} [I, H] has one row for each input. (The original kept examples as columns and computed {@code
 * W·X + b}; its matrices are the transposes of these, its numbers the same.)
 *
 * <p>The original is 784-10-10 and learns like this:
 *
 * <pre>{@code
 * double[] X = TwoLayerNetwork.scale(pixels);
 * TwoLayerNetwork network = TwoLayerNetwork.random(784, 10, 10, seed);
 * for (int step = 0; step < 500; step++) {
 *   Activations a = network.forward(X);
 *   Gradients g = network.backward(a, labels, BiasGradient.ONE_NUMBER);
 *   network = network.descend(g, 0.1);
 * }
 * }</pre>
 *
 * <p>A network never changes its arrays, so threads may share it as long as nobody else writes to
 * them: constructor and accessors pass arrays on without copying. Two networks are equal only if
 * they hold the very same arrays.
 *
 * @param W1 weights of the first layer, [I, H]
 * @param b1 biases of the first layer, [H]
 * @param W2 weights of the second layer, [H, O]
 * @param b2 biases of the second layer, [O]
 */
public record TwoLayerNetwork(
    int I, int H, int O, double[] W1, double[] b1, double[] W2, double[] b2) {

  /** How {@link #backward} forms the gradient of the biases of a layer from its dZ. */
  public enum BiasGradient {
    /** The derivative, (13): each unit has its own, the sum of its column of dZ. */
    ONE_PER_UNIT,
    /**
     * What the original did, (16): the sum over the whole of dZ, the same number for each unit. It
     * is no derivative. By (17) it is zero in the second layer, so b2 stays as it was drawn, and
     * all of b1 moves together.
     */
    ONE_NUMBER
  }

  /**
   * What {@link #forward} computed for B examples: the inputs X [B, I], the hidden units before and
   * after ReLU Z1 and A1 [B, H], the logits Z2 [B, O] and the probabilities P [B, O].
   */
  public record Activations(double[] X, double[] Z1, double[] A1, double[] Z2, double[] P) {}

  /** Derivatives of the mean loss by W1 [I, H], b1 [H], W2 [H, O] and b2 [O]. */
  public record Gradients(double[] dW1, double[] db1, double[] dW2, double[] db2) {

    /** A copy of all gradients in the order of {@link TwoLayerNetwork#parameters()}. */
    public double[] flat() {
      return concatenate(dW1, db1, dW2, db2);
    }
  }

  /** Throws IllegalArgumentException if a dimension is below 1 or an array has a wrong length. */
  public TwoLayerNetwork {
    if (I < 1 || H < 1 || O < 1) {
      throw new IllegalArgumentException("dimensions below 1 in " + I + "-" + H + "-" + O);
    }
    requireLength("W1", W1, I * H);
    requireLength("b1", b1, H);
    requireLength("W2", W2, H * O);
    requireLength("b2", b2, O);
  }

  /**
   * A network whose weights and biases are uniform in [-0.5, 0.5), (19), drawn in the order of
   * {@link #parameters()}. Equal seeds give equal networks.
   */
  public static TwoLayerNetwork random(int I, int H, int O, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] parameters = new double[I * H + H + H * O + O];
    for (int k = 0; k < parameters.length; k++) {
      parameters[k] = random.nextDouble() - 0.5; // (19)
    }
    return of(I, H, O, parameters);
  }

  /**
   * The network with these parameters, in the order of {@link #parameters()}; they are copied.
   *
   * @throws IllegalArgumentException unless there are I·H + H + H·O + O of them
   */
  public static TwoLayerNetwork of(int I, int H, int O, double[] parameters) {
    requireLength("parameters", parameters, I * H + H + H * O + O);
    DoubleBuffer rest = DoubleBuffer.wrap(parameters);
    double[] W1 = new double[I * H];
    double[] b1 = new double[H];
    double[] W2 = new double[H * O];
    double[] b2 = new double[O];
    rest.get(W1).get(b1).get(W2).get(b2);
    return new TwoLayerNetwork(I, H, O, W1, b1, W2, b2);
  }

  /** A copy of all parameters in one array: W1, b1, W2, b2, each row after row. */
  public double[] parameters() {
    return concatenate(W1, b1, W2, b2);
  }

  /** Pixels, 0 for paper to 255 for ink in an unsigned byte, as inputs from 0 to 1. */
  public static double[] scale(byte[] pixels) {
    double[] X = new double[pixels.length];
    for (int k = 0; k < X.length; k++) {
      X[k] = Byte.toUnsignedInt(pixels[k]) / 255.0; // (1)
    }
    return X;
  }

  /**
   * The probability of each class for each example.
   *
   * @param X inputs, [B, I]
   * @throws IllegalArgumentException if {@code X} is empty or its length is no multiple of I
   */
  public Activations forward(double[] X) {
    if (X.length == 0 || X.length % I != 0) {
      throw new IllegalArgumentException(
          X.length + " values do not make one or more examples of " + I + " inputs");
    }
    int B = X.length / I;
    double[] Z1 = dense(X, W1, b1, B, I, H); // [B, H] (2)
    double[] A1 = relu(Z1); // [B, H] (3)
    double[] Z2 = dense(A1, W2, b2, B, H, O); // [B, O] (4)
    double[] P = softmax(Z2, B); // [B, O] (6)
    return new Activations(X, Z1, A1, Z2, P);
  }

  /**
   * The derivatives of {@link #loss} by every parameter, found by going through {@link #forward}
   * from its last line to its first.
   *
   * @param a what this network's {@code forward} returned
   * @param labels the right class of each example, [B], from 0 to O - 1
   * @throws IllegalArgumentException if the labels do not fit the examples or the classes
   */
  public Gradients backward(Activations a, int[] labels, BiasGradient biasGradient) {
    requireLabels(a, labels);
    int B = labels.length;
    double[] dZ2 = softmaxCrossEntropyGradient(a.P, labels); // [B, O] (11)
    double[] dW2 = product(transpose(a.A1, B, H), dZ2, H, B, O); // [H, O] (12)
    double[] db2 = biasGradient(dZ2, O, biasGradient); // [O] (13) or (16)
    double[] dA1 = product(dZ2, transpose(W2, H, O), B, O, H); // [B, H] (14)
    double[] dZ1 = reluGradient(a.Z1, dA1); // [B, H] (15)
    double[] dW1 = product(transpose(a.X, B, I), dZ1, I, B, H); // [I, H] (12)
    double[] db1 = biasGradient(dZ1, H, biasGradient); // [H] (13) or (16)
    return new Gradients(dW1, db1, dW2, db2);
  }

  /**
   * The mean cross-entropy of the examples, at least 0; arguments and errors as {@link #backward}.
   * The original followed its gradients without ever computing it.
   */
  public double loss(Activations a, int[] labels) {
    requireLabels(a, labels);
    int B = labels.length;
    double loss = 0;
    for (int b = 0; b < B; b++) {
      double max = rowMax(a.Z2, b);
      double sum = 0;
      for (int o = 0; o < O; o++) {
        sum += Math.exp(a.Z2[b * O + o] - max);
      }
      loss += Math.log(sum) - (a.Z2[b * O + labels[b]] - max); // (9)
    }
    return loss / B;
  }

  /** The network one step of gradient descent further; this one stays as it is. */
  public TwoLayerNetwork descend(Gradients gradients, double rate) {
    double[] next = parameters();
    double[] g = gradients.flat();
    for (int k = 0; k < next.length; k++) {
      next[k] -= rate * g[k]; // (18)
    }
    return of(I, H, O, next);
  }

  /** The most probable class of each example, [B]; the lowest of equals. */
  public int[] predict(Activations a) {
    int[] classes = new int[a.P.length / O];
    for (int b = 0; b < classes.length; b++) {
      for (int o = 1; o < O; o++) {
        if (a.P[b * O + o] > a.P[b * O + classes[b]]) {
          classes[b] = o; // (7)
        }
      }
    }
    return classes;
  }

  // ---- a dense layer: X [B, I], W [I, O], b [O], Z [B, O]

  private static double[] dense(double[] X, double[] W, double[] b, int B, int I, int O) {
    double[] Z = product(X, W, B, I, O);
    for (int k = 0; k < Z.length; k++) {
      Z[k] += b[k % O]; // (2), (4)
    }
    return Z;
  }

  private static double[] biasGradient(double[] dZ, int O, BiasGradient biasGradient) {
    double[] db = new double[O];
    for (int k = 0; k < dZ.length; k++) {
      db[k % O] += dZ[k]; // (13)
    }
    if (biasGradient == BiasGradient.ONE_NUMBER) {
      Arrays.fill(db, Arrays.stream(db).sum()); // (16)
    }
    return db;
  }

  // ---- ReLU: Z and A [B, H]

  private static double[] relu(double[] Z) {
    double[] A = new double[Z.length];
    for (int k = 0; k < Z.length; k++) {
      A[k] = Math.max(0, Z[k]); // (3)
    }
    return A;
  }

  private static double[] reluGradient(double[] Z, double[] dA) {
    double[] dZ = new double[Z.length];
    for (int k = 0; k < Z.length; k++) {
      dZ[k] = Z[k] > 0 ? dA[k] : 0; // (15)
    }
    return dZ;
  }

  // ---- softmax and cross-entropy: logits Z and probabilities P [B, O], labels [B]

  private double[] softmax(double[] Z, int B) {
    double[] P = new double[B * O];
    for (int b = 0; b < B; b++) {
      // The original took exp(z) as it is, (5): the same value, until exp(710) overflows.
      double max = rowMax(Z, b);
      double sum = 0;
      for (int o = 0; o < O; o++) {
        P[b * O + o] = Math.exp(Z[b * O + o] - max); // (6)
        sum += P[b * O + o];
      }
      for (int o = 0; o < O; o++) {
        P[b * O + o] /= sum; // (6)
      }
    }
    return P;
  }

  private double[] softmaxCrossEntropyGradient(double[] P, int[] labels) {
    int B = labels.length;
    double[] dZ = new double[B * O];
    for (int b = 0; b < B; b++) {
      for (int o = 0; o < O; o++) {
        double y = o == labels[b] ? 1 : 0;
        dZ[b * O + o] = (P[b * O + o] - y) / B; // (11)
      }
    }
    return dZ;
  }

  private double rowMax(double[] Z, int row) {
    return Arrays.stream(Z, row * O, (row + 1) * O).max().getAsDouble();
  }

  // ---- matrices

  /** A·C, where A is [rows, inner] and C is [inner, columns]. */
  private static double[] product(double[] A, double[] C, int rows, int inner, int columns) {
    double[] product = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        for (int k = 0; k < inner; k++) {
          product[r * columns + c] += A[r * inner + k] * C[k * columns + c];
        }
      }
    }
    return product;
  }

  private static double[] transpose(double[] A, int rows, int columns) {
    double[] transposed = new double[columns * rows];
    for (int k = 0; k < A.length; k++) {
      transposed[k % columns * rows + k / columns] = A[k];
    }
    return transposed;
  }

  private static double[] concatenate(double[]... arrays) {
    return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).toArray();
  }

  private static void requireLength(String name, double[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values, expected " + expected);
    }
  }

  private void requireLabels(Activations a, int[] labels) {
    if (labels.length * O != a.P.length) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + a.P.length / O + " examples");
    }
    for (int label : labels) {
      if (label < 0 || label >= O) {
        throw new IllegalArgumentException("label " + label + " is not one of 0 to " + (O - 1));
      }
    }
  }
}
