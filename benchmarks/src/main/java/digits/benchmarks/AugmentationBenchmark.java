package digits.benchmarks;

import digits.data.Augmentation;
import digits.data.Augmentation.Change;
import digits.data.Augmenter;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What changing a picture of MNIST's size costs one thread. */
public class AugmentationBenchmark extends KernelBenchmark {
  private static final int SIDE = 28;
  private static final int LENGTH = SIDE * SIDE;
  private static final int PICTURES = 1_000;

  @Param({"move", "elastic", "everything"})
  public String changes;

  private final byte[] pictures = new byte[PICTURES * LENGTH];
  private final byte[] changed = new byte[PICTURES * LENGTH];
  private Augmenter augmenter;
  private int epoch;

  @Setup
  public void setUp() {
    Augmentation augmentation =
        Augmentation.NONE
            .with(Change.ROTATE, 15)
            .with(Change.ZOOM, 0.15)
            .with(Change.SHEAR, 0.2)
            .with(Change.SHIFT, 2.5);
    if (!changes.equals("move")) {
      augmentation = augmentation.with(Change.ELASTIC, 1.4);
    }
    if (changes.equals("everything")) {
      augmentation =
          augmentation
              .with(Change.THICKNESS, 0.5)
              .with(Change.GAPS, 0.1)
              .with(Change.BLUR, 0.1)
              .with(Change.COARSE, 0.1)
              .with(Change.CONTRAST, 0.1)
              .with(Change.NOISE, 0.1)
              .with(Change.ERASE, 0.1);
    }
    augmenter = new Augmenter(augmentation, SIDE, SIDE);
    for (int n = 0; n < PICTURES; n++) {
      draw(n);
    }
    check();
  }

  /**
   * A ring with soft edges in the middle 20 x 20 pixels, as MNIST's digits are, about 150 inked.
   */
  private void draw(int n) {
    for (int i = 0; i < LENGTH; i++) {
      double x = i % SIDE - (SIDE - 1) / 2.0;
      double y = (i / SIDE - (SIDE - 1) / 2.0) * (1 + n % 10 / 20.0);
      double ink = 2 - Math.abs(Math.hypot(x, y) - 8);
      pictures[n * LENGTH + i] = (byte) (255 * Math.max(0, Math.min(1, ink)));
    }
  }

  /** Fails unless every picture changes and keeps its ink; pale ink is a quarter as dark. */
  private void check() {
    every();
    for (int n = 0; n < PICTURES; n++) {
      int from = n * LENGTH;
      double share = ink(changed, from) / ink(pictures, from);
      if (Arrays.equals(pictures, from, from + LENGTH, changed, from, from + LENGTH)
          || share < (changes.equals("everything") ? 0.2 : 0.4)
          || !changes.equals("everything") && share > 2.5) {
        throw new IllegalStateException("picture " + n + " has " + share + " of its ink");
      }
    }
  }

  private static double ink(byte[] pixels, int from) {
    double sum = 0;
    for (int i = from; i < from + LENGTH; i++) {
      sum += pixels[i] & 255;
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(PICTURES)
  public byte[] every() {
    epoch++;
    for (int n = 0; n < PICTURES; n++) {
      augmenter.apply(pictures, n * LENGTH, Augmentation.stream(1, epoch, n), changed, n * LENGTH);
    }
    return changed;
  }
}
