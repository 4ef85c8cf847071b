package digits;

import digits.data.Dataset;
import digits.data.Idx;
import digits.mnist.Mnist;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Numbers and pictures for tests; the same seed gives the same ones. */
public final class TestData {
  private static Dataset mnist;

  private TestData() {}

  /**
   * Numbers of either sign and of magnitude 0.5 to 1.5: none so small that a sum would not miss it.
   */
  public static float[] numbers(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      float magnitude = (float) (0.5 + random.nextDouble());
      numbers[i] = random.nextBoolean() ? magnitude : -magnitude;
    }
    return numbers;
  }

  /** Bytes of which the share {@code ink} is 64 to 255, read as unsigned, and the rest zero. */
  public static byte[] pixels(int length, double ink, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[length];
    for (int i = 0; i < length; i++) {
      pixels[i] = random.nextDouble() < ink ? (byte) (64 + random.nextInt(192)) : 0;
    }
    return pixels;
  }

  /** Rows of {@code size} numbers as blocks of 32 examples, [size, example]; NaN where none is. */
  public static float[] blocks(float[] rows, int size) {
    int examples = rows.length / size;
    float[] blocks = new float[(examples + 31) / 32 * 32 * size];
    Arrays.fill(blocks, Float.NaN);
    for (int i = 0; i < rows.length; i++) {
      blocks[place(i, size)] = rows[i];
    }
    return blocks;
  }

  /** The first rows of {@code size} numbers of blocks of 32 examples, [size, example]. */
  public static float[] rows(float[] blocks, int examples, int size) {
    float[] rows = new float[examples * size];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = blocks[place(i, size)];
    }
    return rows;
  }

  private static int place(int i, int size) {
    int example = i / size;
    return (example / 32 * size + i % size) * 32 + example % 32;
  }

  public static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    Arrays.setAll(doubles, i -> floats[i]);
    return doubles;
  }

  /** The folder of this build module, wherever the tests were started. */
  public static Path core() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("core/src/main/java"))) {
      folder = folder.getParent();
    }
    return folder.resolve("core");
  }

  /** Rows {@code from} to {@code from + rows - 1} of MNIST's training images. */
  public static synchronized Dataset mnist(int from, int rows) {
    if (mnist == null) {
      try (InputStream images = Mnist.TRAIN_IMAGES.open();
          InputStream labels = Mnist.TRAIN_LABELS.open()) {
        mnist = Idx.read(images, "MNIST's pictures", labels, "MNIST's labels");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Dataset(
        "part of MNIST",
        Arrays.copyOfRange(mnist.pixels(), from * 784, (from + rows) * 784),
        Arrays.copyOfRange(mnist.labels(), from, from + rows),
        28,
        28,
        Dataset.DIGITS);
  }

  /** Pictures of noise with a trace of their class: something small to train on. */
  public static Dataset noise(int rows, int width, int height, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = pixels(rows * width * height, 0.5, seed);
    int[] labels = new int[rows];
    for (int n = 0; n < rows; n++) {
      labels[n] = random.nextInt(classes);
      pixels[n * width * height + labels[n] % (width * height)] = (byte) 255;
    }
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Dataset("noise", pixels, labels, width, height, names);
  }
}
