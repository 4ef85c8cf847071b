package digits.data;

import digits.data.Augmentation.Change;
import java.util.SplittableRandom;

/** Spoils a picture as a bad scan or photograph does. Not for use by several threads at once. */
final class Scan {
  /** Of the sum of two uniform bytes. */
  private static final double STANDARD_DEVIATION = Math.sqrt((256 * 256 - 1) / 6.0);

  private final double blur;
  private final double coarse;
  private final double contrast;
  private final double noise;
  private final double erase;

  private final double[] sums; // of one line, up to each pixel
  private final double[] cells;

  Scan(Augmentation augmentation, int longestSide) {
    blur = augmentation.strength(Change.BLUR);
    coarse = augmentation.strength(Change.COARSE);
    contrast = augmentation.strength(Change.CONTRAST);
    noise = augmentation.strength(Change.NOISE);
    erase = augmentation.strength(Change.ERASE);
    sums = new double[longestSide + 1];
    cells = new double[longestSide];
  }

  boolean spoils() {
    return blur > 0 || coarse > 0 || contrast > 0 || noise > 0 || erase > 0;
  }

  void apply(Canvas canvas, SplittableRandom random) {
    if (happens(blur, random)) {
      blur(canvas, between(0.4, 1, random));
    }
    if (happens(coarse, random)) {
      coarsen(canvas, between(1.3, 2.5, random));
    }
    if (happens(contrast, random)) {
      fade(canvas, (int) between(0, 97, random), (int) between(160, 256, random));
    }
    if (happens(noise, random)) {
      addNoise(canvas, between(5, 50, random), random);
    }
    if (happens(erase, random)) {
      erase(canvas, random);
    }
  }

  private static boolean happens(double probability, SplittableRandom random) {
    return probability > 0 && random.nextDouble() < probability;
  }

  private static double between(double low, double high, SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }

  /** A Gaussian of so many pixels (up to 1), cut off after two. */
  static void blur(Canvas canvas, double deviation) {
    double near = StrictMath.exp(-0.5 / (deviation * deviation));
    double far = near * near * near * near;
    double sum = 1 + 2 * near + 2 * far;
    int one = (int) Math.round((1 << 12) * near / sum);
    int two = (int) Math.round((1 << 12) * far / sum);
    blur(canvas, 1, one, two);
    blur(canvas, canvas.stride, one, two);
  }

  private static void blur(Canvas canvas, int step, int one, int two) {
    int[] ink = canvas.ink;
    int middle = (1 << 12) - 2 * (one + two);
    for (int y = 0; y < canvas.height; y++) {
      int row = canvas.first + y * canvas.stride;
      for (int i = row; i < row + canvas.width; i++) {
        int sum =
            middle * ink[i]
                + one * (ink[i - step] + ink[i + step])
                + two * (ink[i - 2 * step] + ink[i + 2 * step]);
        canvas.spare[i] = sum + (1 << 11) >> 12;
      }
    }
    canvas.swap();
  }

  /** Averages over cells of so many pixels' width and height, and joins their middles smoothly. */
  void coarsen(Canvas canvas, double factor) {
    for (int y = 0; y < canvas.height; y++) {
      coarsen(canvas.ink, canvas.first + y * canvas.stride, 1, canvas.width, factor);
    }
    for (int x = 0; x < canvas.width; x++) {
      coarsen(canvas.ink, canvas.first + x, canvas.stride, canvas.height, factor);
    }
  }

  private void coarsen(int[] ink, int from, int step, int length, double factor) {
    int count = Math.max(1, (int) Math.round(length / factor));
    double side = (double) length / count;
    for (int i = 0; i < length; i++) {
      sums[i + 1] = sums[i] + ink[from + i * step];
    }
    double before = 0;
    for (int cell = 0; cell < count; cell++) {
      double end = cell == count - 1 ? length : (cell + 1) * side;
      int whole = (int) end;
      double part = end - whole;
      double sum = part == 0 ? sums[whole] : (1 - part) * sums[whole] + part * sums[whole + 1];
      cells[cell] = (sum - before) / side;
      before = sum;
    }
    for (int i = 0; i < length; i++) {
      double place = Math.max(0, Math.min(count - 1, (i + 0.5) / side - 0.5));
      int left = (int) place;
      int right = Math.min(count - 1, left + 1);
      double value = cells[left] + (place - left) * (cells[right] - cells[left]);
      ink[from + i * step] = (int) Math.round(value);
    }
  }

  /** Makes paper and ink these greys, and what was between them lie between them. */
  static void fade(Canvas canvas, int paper, int ink) {
    for (int y = 0; y < canvas.height; y++) {
      int row = canvas.first + y * canvas.stride;
      for (int i = row; i < row + canvas.width; i++) {
        canvas.ink[i] = paper + canvas.ink[i] * (ink - paper) / 255;
      }
    }
  }

  /** Adds to each pixel a number of this standard deviation, from a triangle about zero. */
  static void addNoise(Canvas canvas, double deviation, SplittableRandom random) {
    int scale = (int) ((1 << 16) * deviation / STANDARD_DEVIATION);
    for (int y = 0; y < canvas.height; y++) {
      int row = canvas.first + y * canvas.stride;
      long bits = 0;
      for (int x = 0; x < canvas.width; x++) {
        bits = (x & 3) == 0 ? random.nextLong() : bits >>> 16;
        int sum = (int) (bits & 255) + (int) (bits >> 8 & 255) - 255;
        int grey = canvas.ink[row + x] + (sum * scale >> 16);
        canvas.ink[row + x] = Math.max(0, Math.min(255, grey));
      }
    }
  }

  private static void erase(Canvas canvas, SplittableRandom random) {
    int width = side(canvas.width, random);
    int height = side(canvas.height, random);
    int left = random.nextInt(canvas.width - width + 1);
    int top = random.nextInt(canvas.height - height + 1);
    boolean paper = random.nextBoolean();
    for (int y = top; y < top + height; y++) {
      int row = canvas.first + y * canvas.stride + left;
      for (int i = row; i < row + width; i++) {
        canvas.ink[i] = paper ? 0 : random.nextInt(256);
      }
    }
  }

  private static int side(int whole, SplittableRandom random) {
    return Math.max(1, (int) Math.round(whole * between(1 / 8.0, 1 / 3.0, random)));
  }
}
