package digits.network;

import digits.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several networks of one architecture that vote: the mean of their probabilities, equation (65) of
 * docs/mathematics.md, each network asked about the picture as it is and, where it has height and
 * width, moved by a pixel in the four directions. It is put together from trained networks; it
 * cannot be trained itself. Parameters: those of the first network, of the second, and so on.
 *
 * @param members networks, at least 1
 * @param body the layers of each, which give a logit for each class
 */
public record Vote(int members, List<Layer> body) implements Layer {
  private static final Kernels KERNELS = Kernels.fastest();

  /** Columns and rows by which the picture is moved. */
  private static final int[][] MOVES = {{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}};

  /** Of numbers without neighbourhood nothing can be moved. */
  private static final int[][] STILL = {{0, 0}};

  private static final int MOST_MEMBERS = 1_000;

  /** Keeps the logarithm finite where all agree that a class cannot be. */
  private static final float LEAST = 1e-30f;

  /**
   * @throws IllegalArgumentException if there is no member or no layer, or too many members
   */
  public Vote {
    body = List.copyOf(body);
    if (body.isEmpty() || members < 1 || members > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "a vote of " + members + " networks: expected 1 to " + MOST_MEMBERS + ", with layers");
    }
    Architecture.requireFit(body.get(0).input(), body);
  }

  @Override
  public Shape input() {
    return body.get(0).input();
  }

  @Override
  public Shape output() {
    return body.get(body.size() - 1).output();
  }

  @Override
  public List<ParameterView> parameters() {
    List<ParameterView> one = Architecture.parameters(body);
    int length = one.stream().mapToInt(ParameterView::size).sum();
    List<ParameterView> all = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      for (ParameterView view : one) {
        all.add(view.moved(member + ".", member * length));
      }
    }
    return all;
  }

  @Override
  public String text() {
    return "vote " + members + " (" + LayerText.of(body) + ")";
  }

  @Override
  public float[][] memory(int blocks) {
    int examples = blocks * Kernels.BLOCK;
    return new float[][] {
      new float[examples * input().size()], new float[examples * output().size()]
    };
  }

  @Override
  public void forward(Pass pass, float[] parameters, int at, float[] x, float[] y) {
    int length = parameterCount() / members;
    int classes = output().size();
    int numbers = pass.blocks() * Kernels.BLOCK * classes;
    float[] moved = pass.memory[0];
    float[] probabilities = pass.memory[1];
    Arrays.fill(y, 0, numbers, 0f);
    int[][] moves = moves();
    for (int[] move : moves) {
      move(pass.blocks(), x, move[0], move[1], moved);
      for (int member = 0; member < members; member++) {
        pass.body.forward(0, parameters, at + member * length, moved);
        float[] logits = pass.body.activations(pass.body.last());
        KERNELS.softmax(pass.blocks(), classes, logits, probabilities);
        for (int i = 0; i < numbers; i++) {
          y[i] += probabilities[i];
        }
      }
    }
    float votes = members * moves.length;
    for (int i = 0; i < numbers; i++) {
      y[i] = logit(y[i] / votes); // (65)
    }
  }

  /** What softmax makes the probability of, if those of all classes sum to 1. */
  static float logit(float probability) {
    return (float) Math.log(Math.max(LEAST, probability));
  }

  /** Columns and rows by which the picture is moved before each asking. */
  int[][] moves() {
    return input().pixels() > 1 ? MOVES : STILL;
  }

  /** Every picture moved by so many pixels; what comes in from outside is 0. */
  private void move(int blocks, float[] x, int columns, int rows, float[] moved) {
    Shape shape = input();
    int planes = blocks * shape.channels();
    for (int line = 0; line < planes * shape.height(); line++) {
      int row = line % shape.height() - rows;
      for (int column = 0; column < shape.width(); column++) {
        int to = (line * shape.width() + column) * Kernels.BLOCK;
        int from = to - (rows * shape.width() + columns) * Kernels.BLOCK;
        int source = column - columns;
        if (row >= 0 && row < shape.height() && source >= 0 && source < shape.width()) {
          System.arraycopy(x, from, moved, to, Kernels.BLOCK);
        } else {
          Arrays.fill(moved, to, to + Kernels.BLOCK, 0f);
        }
      }
    }
  }

  /**
   * @throws UnsupportedOperationException always
   */
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
    throw new UnsupportedOperationException("a vote is put together from trained networks");
  }
}
