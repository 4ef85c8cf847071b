package digits.data;

import static digits.data.Augmentation.between;

import digits.data.Augmentation.Change;
import java.util.SplittableRandom;

/** Spoils a picture as a bad scan or photograph does. Not for use by several threads at once. */
final class Scan {
  /** Of the sum of two uniform bytes. */
  private static final double STANDARD_DEVIATION = Math.sqrt((256 * 256 - 1) / 6.0);

  private final double blur;
  private final double coarse;
  private final double contrast;
  private final double negative;
  private final double noise;
  private final double erase;

  private final double[] sums; // of one line, up to each pixel
  private final double[] cells;

  Scan(Augmentation augmentation, int longestSide) {
    blur = augmentation.strength(Change.BLUR);
    coarse = augmentation.strength(Change.COARSE);
    contrast = augmentation.strength(Change.CONTRAST);
    negative = augmentation.strength(Change.NEGATIVE);
    noise = augmentation.strength(Change.NOISE);
    erase = augmentation.strength(Change.ERASE);
    sums = new double[longestSide + 1];
    cells = new double[longestSide];
  }

  boolean spoils() {
    return blur > 0 || coarse > 0 || contrast > 0 || negative > 0 || noise > 0 || erase > 0;
  }

  void apply(Canvas canvas, SplittableRandom random) {
    if (happens(blur, random)) {
      if (random.nextBoolean()) {
        blur(canvas, between(0.4, 1, random));
      } else {
        smear(canvas, between(2, 8, random), 2 * Math.PI * random.nextDouble());
      }
    }
    if (happens(coarse, random)) {
      coarsen(canvas, between(1.3, 2.5, random));
    }
    if (happens(contrast, random)) {
      fade(canvas, random);
    }
    if (happens(negative, random)) {
      for (int count = random.nextInt(2); count >= 0; count--) {
        negate(canvas, between(4, 10, random), 2 * Math.PI * random.nextDouble());
      }
    }
    if (happens(noise, random)) {
      if (random.nextInt(3) > 0) {
        addNoise(canvas, between(5, 50, random), random);
      } else {
        addSpecks(canvas, between(0.02, 0.2, random), random);
      }
    }
    if (happens(erase, random)) {
      erase(canvas, random);
    }
  }

  private static boolean happens(double probability, SplittableRandom random) {
    return probability > 0 && random.nextDouble() < probability;
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

  /** Half a Gaussian along a line of so many pixels: what a moving hand does to a photo. */
  static void smear(Canvas canvas, double pixels, double angle) {
    int steps = (int) Math.ceil(pixels);
    double stepX = StrictMath.cos(angle) * pixels / steps;
    double stepY = StrictMath.sin(angle) * pixels / steps;
    int[] weights = new int[steps + 1];
    int[] columns = new int[steps + 1];
    int[] rows = new int[steps + 1];
    int sum = 0;
    for (int k = 0; k <= steps; k++) {
      double deviations = 2.5 * k / steps;
      weights[k] = (int) Math.round((1 << 12) * StrictMath.exp(-0.5 * deviations * deviations));
      columns[k] = (int) Math.round(k * stepX);
      rows[k] = (int) Math.round(k * stepY);
      sum += weights[k];
    }
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        int mixed = sum / 2;
        for (int k = 0; k <= steps; k++) {
          int u = Math.max(0, Math.min(canvas.width - 1, x + columns[k]));
          int v = Math.max(0, Math.min(canvas.height - 1, y + rows[k]));
          mixed += weights[k] * canvas.ink[canvas.first + v * canvas.stride + u];
        }
        canvas.spare[canvas.first + y * canvas.stride + x] = mixed / sum;
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

  private static void fade(Canvas canvas, SplittableRandom random) {
    int[] corners = new int[4];
    int darkest = 0;
    boolean even = random.nextBoolean();
    for (int i = 0; i < corners.length; i++) {
      corners[i] = even && i > 0 ? corners[0] : random.nextInt(141);
      darkest = Math.max(darkest, corners[i]);
    }
    fade(canvas, corners, darkest + 60 + random.nextInt(256 - darkest - 60));
  }

  /**
   * Makes paper and ink these greys, and what was between them lie between them.
   *
   * @param corners the paper at the corners, row after row; bilinear between them
   */
  static void fade(Canvas canvas, int[] corners, int ink) {
    int right = Math.max(1, canvas.width - 1);
    int bottom = Math.max(1, canvas.height - 1);
    for (int y = 0; y < canvas.height; y++) {
      int left = corners[0] * (bottom - y) + corners[2] * y;
      int other = corners[1] * (bottom - y) + corners[3] * y;
      for (int x = 0, i = canvas.first + y * canvas.stride; x < canvas.width; x++, i++) {
        int paper = (left * (right - x) + other * x) / (right * bottom);
        canvas.ink[i] = paper + canvas.ink[i] * (ink - paper) / 255;
      }
    }
  }

  /** Turns ink to paper and paper to ink beyond a line so far from the middle. */
  static void negate(Canvas canvas, double distance, double angle) {
    double acrossX = StrictMath.cos(angle);
    double acrossY = StrictMath.sin(angle);
    for (int v = 0; v < canvas.height; v++) {
      for (int u = 0; u < canvas.width; u++) {
        double x = u - (canvas.width - 1) / 2.0;
        double y = v - (canvas.height - 1) / 2.0;
        if (acrossX * x + acrossY * y > distance) {
          int at = canvas.first + v * canvas.stride + u;
          canvas.ink[at] = 255 - canvas.ink[at];
        }
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

  /** Turns a share of the pixels to paper or ink. */
  static void addSpecks(Canvas canvas, double share, SplittableRandom random) {
    int below = (int) (share * (1 << 15));
    for (int y = 0; y < canvas.height; y++) {
      int row = canvas.first + y * canvas.stride;
      long bits = 0;
      for (int x = 0; x < canvas.width; x++) {
        bits = (x & 3) == 0 ? random.nextLong() : bits >>> 16;
        if ((bits & 0x7fff) < below) {
          canvas.ink[row + x] = (bits & 0x8000) == 0 ? 0 : 255;
        }
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
