package digits.network;

import digits.kernel.Kernels;
import java.util.List;

/**
 * A trained network: an architecture and its parameters, which nobody can change any more. Safe for
 * use by many threads.
 */
public final class Network {
  private final Architecture architecture;
  private final float[] parameters;
  private final float pixelScale;
  private final Frozen frozen;

  /** Made when the first single picture comes: many networks are only asked for batches. */
  private PicturePlan plan;

  private final ThreadLocal<PictureRun> run = ThreadLocal.withInitial(() -> run(1));

  /**
   * @param parameters copied
   * @param pixelScale what one step of a pixel's byte, 0 to 255, was worth in training
   * @throws IllegalArgumentException if there are too few or too many parameters
   */
  public Network(Architecture architecture, float[] parameters, float pixelScale) {
    if (parameters.length != architecture.parameterCount()) {
      throw new IllegalArgumentException(
          parameters.length
              + " parameters for "
              + architecture.text()
              + ": expected "
              + architecture.parameterCount());
    }
    this.architecture = architecture;
    this.parameters = parameters.clone();
    this.pixelScale = pixelScale;
    frozen = Frozen.of(architecture, this.parameters);
  }

  public Architecture architecture() {
    return architecture;
  }

  /** A copy, laid out as {@link Architecture#parameters} says. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** What one step of a pixel's byte is worth to this network. */
  public float pixelScale() {
    return pixelScale;
  }

  /** Memory for {@link #forward}, one for each thread that calls it. */
  public Workspace workspace(int capacity) {
    return new Workspace(frozen.architecture(), capacity, pixelScale);
  }

  /** Fills the workspace's logits for the pictures loaded into it. */
  public void forward(Workspace workspace) {
    frozen.architecture().forward(frozen.parameters(), workspace);
  }

  /**
   * The probability of each class for one picture, as fast as one thread can: see
   * docs/performance.md. Each thread keeps its memory for this network's next picture.
   *
   * @param pixels as many bytes as the architecture has inputs, 0 paper to 255 ink
   */
  public float[] probabilities(byte[] pixels) {
    require(pixels);
    return run.get().probabilities(pixels);
  }

  /**
   * {@link #probabilities(byte[])} for each of some pictures, to the same bits, in less time: each
   * weight is read once for a few of them.
   */
  public float[][] probabilities(List<byte[]> pictures) {
    pictures.forEach(this::require);
    float[][] probabilities = new float[pictures.size()][];
    for (int from = 0; from < probabilities.length; from += Kernels.PICTURES) {
      int to = Math.min(probabilities.length, from + Kernels.PICTURES);
      if (run.get().most() < to - from) {
        run.set(run(Kernels.PICTURES));
      }
      float[][] some = run.get().probabilities(pictures.subList(from, to));
      System.arraycopy(some, 0, probabilities, from, some.length);
    }
    return probabilities;
  }

  private void require(byte[] pixels) {
    if (pixels.length != architecture.inputs()) {
      throw new IllegalArgumentException(
          "a picture of " + pixels.length + " pixels: expected " + architecture.inputs());
    }
  }

  private synchronized PictureRun run(int most) {
    if (plan == null) {
      plan = PicturePlan.of(frozen);
    }
    return new PictureRun(plan, architecture.outputs(), pixelScale, most);
  }

  /** Which number is the largest, the first one on a tie. */
  public static int best(float[] probabilities) {
    int best = 0;
    for (int j = 1; j < probabilities.length; j++) {
      if (probabilities[j] > probabilities[best]) {
        best = j; // (7)
      }
    }
    return best;
  }
}
