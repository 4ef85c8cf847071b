package digits.data;

import static digits.data.Augmentation.between;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Writes digits as schools teach them elsewhere than where MNIST's writers went: a 1 with a long
 * upstroke, at times with a foot; a 7 with a bar through its stem; a 9 with a hooked tail; some of
 * the 0s with a slash. The strokes are as wide as the digit's ink in a row. Not for use by several
 * threads at once.
 */
public final class Schools {
  /** From here on a number is ink. */
  private static final int INK = 128;

  /** A digit's least height and width of the pen, as shares of the picture's height. */
  private static final double LEAST_HEIGHT = 0.4;

  private static final double LEAST_PEN = 1.2 / 28;

  /** Between an upstroke and its stem, and between either and the line, at least. */
  private static final double APART = Math.toRadians(20);

  private static final double STEEPEST = Math.toRadians(70);

  /** How many upstrokes of 1s nearly reach the line, and hooks of 9s go far. */
  private static final double LONG = 1.0 / 3;

  private static final double WITH_FOOT = 0.3;
  private static final double FOOT_RIGHT_ALONE = 1.0 / 3;
  private static final double SLASHED = 0.25;

  /** How far to the left an upstroke goes, as a share of the digit's height. */
  private static final double MOST_LEFT = 0.75;

  private static final double LEANING_LEFT = Math.toRadians(105);

  private final int width;
  private final int height;
  private final Strokes strokes;
  private final double[] masses; // ink of each row in pixels
  private final double[] middles; // of each row's ink, columns

  private double pen; // half its width in pixels
  private int top;
  private int bottom;

  public Schools(int width, int height) {
    this.width = width;
    this.height = height;
    strokes = new Strokes(width, height);
    masses = new double[height];
    middles = new double[height];
  }

  /**
   * Adds the strokes to a 1, 7, 9 or, one time in four, 0 and moves its centre of mass to the
   * middle column. A picture of another digit, or of one that is not high, stays as it is.
   *
   * @param picture from {@code at} on, 0 paper to 255 ink
   */
  public void write(int digit, SplittableRandom random, byte[] picture, int at) {
    boolean differs = digit == 0 || digit == 1 || digit == 7 || digit == 9;
    if (!differs || !measure(picture, at)) {
      return;
    }
    switch (digit) {
      case 0 -> slash(random, picture, at);
      case 1 -> upstroke(random);
      case 7 -> bar(random, picture, at);
      default -> hook(random);
    }
    if (strokes.moveTo(picture, at)) {
      centre(picture, at);
    }
  }

  /** Rows and their ink; the pen is as wide as the ink of the lower half's usual row. */
  private boolean measure(byte[] picture, int at) {
    top = height;
    bottom = -1;
    for (int y = 0; y < height; y++) {
      double sum = 0;
      double moment = 0;
      for (int x = 0; x < width; x++) {
        int ink = picture[at + y * width + x] & 255;
        sum += ink;
        moment += (double) ink * x;
        if (ink >= INK) {
          top = Math.min(top, y);
          bottom = y;
        }
      }
      masses[y] = sum / 255;
      middles[y] = moment / Math.max(1, sum);
    }
    if (bottom - top < LEAST_HEIGHT * height) {
      return false;
    }
    double[] widths = Arrays.copyOfRange(masses, (top + bottom) / 2, bottom + 1);
    Arrays.sort(widths);
    pen = Math.max(LEAST_PEN * height, widths[widths.length / 2]) / 2;
    return true;
  }

  /** From the top of the stem to the left and down, unless the stem leans to the left. */
  private void upstroke(SplittableRandom random) {
    double size = bottom - top;
    double startY = top + pen;
    double startX = middles[(int) Math.min(startY, bottom)];
    double stem = StrictMath.atan2(bottom - startY, startX - middles[bottom]);
    if (stem > LEANING_LEFT) {
      return;
    }
    double steepest = Math.min(STEEPEST, stem - APART);
    boolean low = random.nextDouble() < LONG;
    double flattest = low ? (APART + steepest) / 2 : APART;
    double angle = between(flattest, Math.max(flattest, steepest), random);
    double length = (low ? between(0.65, 1.1, random) : between(0.2, 0.65, random)) * size;
    length = Math.min(length, (bottom - pen - startY) / StrictMath.sin(angle));
    length = Math.min(length, MOST_LEFT * size / StrictMath.cos(angle));
    double endX = startX - length * StrictMath.cos(angle);
    line(startX, startY, endX, startY + length * StrictMath.sin(angle));
    if (random.nextDouble() < WITH_FOOT) {
      double left = random.nextDouble() < FOOT_RIGHT_ALONE ? 0 : between(0.12, 0.3, random) * size;
      double right = between(0.12, 0.3, random) * size;
      line(middles[bottom] - left, bottom - pen, middles[bottom] + right, bottom - pen);
    }
  }

  /** Uphill through the hole, if there is one wide enough to stay open on both sides. */
  private void slash(SplittableRandom random, byte[] picture, int at) {
    if (random.nextDouble() >= SLASHED) {
      return;
    }
    int y = (top + bottom) / 2;
    int row = at + y * width;
    if (strokesIn(picture, row) != 2) {
      return;
    }
    int first = 0;
    while ((picture[row + first] & 255) < INK) {
      first++;
    }
    int left = first;
    while ((picture[row + left] & 255) >= INK) {
      left++;
    }
    int right = left;
    while ((picture[row + right] & 255) < INK) {
      right++;
    }
    double hole = right - left;
    if (hole < 3 * LEAST_PEN * height) {
      return;
    }
    pen = Math.max(LEAST_PEN * height, Math.min(masses[y] / 2, hole / 3)) / 2;
    double x = (left + right - 1) / 2.0;
    double alongX = between(0.6, 1.4, random) * (x - first);
    double alongY = between(0.2, 0.55, random) * (bottom - top);
    line(x - alongX, y + alongY, x + alongX, y - alongY);
  }

  /** Across the stem, if that is all there is at its height. */
  private void bar(SplittableRandom random, byte[] picture, int at) {
    double size = bottom - top;
    double y = top + between(0.4, 0.6, random) * size;
    if (strokesIn(picture, at + (int) y * width) != 1) {
      return;
    }
    double x = middles[(int) y];
    double tilt = between(-0.1, 0.1, random) * size;
    double left = between(0.15, 0.3, random) * size;
    double right = between(0.12, 0.3, random) * size;
    line(x - left, y + tilt, x + right, y - tilt);
  }

  private int strokesIn(byte[] picture, int rowAt) {
    int count = 0;
    for (int x = 0; x < width; x++) {
      boolean inked = (picture[rowAt + x] & 255) >= INK;
      boolean before = x > 0 && (picture[rowAt + x - 1] & 255) >= INK;
      count += inked && !before ? 1 : 0;
    }
    return count;
  }

  /** From the end of the tail to the left, and up again a little. */
  private void hook(SplittableRandom random) {
    double size = bottom - top;
    double startX = middles[bottom];
    double y = bottom - pen;
    boolean far = random.nextDouble() < LONG;
    double turnX = startX - (far ? between(0.35, 0.6, random) : between(0.12, 0.35, random)) * size;
    double turnY = y - between(0, 0.06, random) * size;
    line(startX, y, turnX, turnY);
    double endX = turnX - between(0.03, 0.1, random) * size;
    line(turnX, turnY, endX, turnY - between(0, 0.15, random) * size);
  }

  private void line(double fromX, double fromY, double toX, double toY) {
    strokes.line(
        (fromX + 0.5) / width - 0.5,
        (fromY + 0.5) / height - 0.5,
        (toX + 0.5) / width - 0.5,
        (toY + 0.5) / height - 0.5,
        pen);
  }

  /** Moves the picture sideways by whole pixels. */
  private void centre(byte[] picture, int at) {
    double sum = 0;
    double moment = 0;
    for (int i = 0; i < width * height; i++) {
      int ink = picture[at + i] & 255;
      sum += ink;
      moment += (double) ink * (i % width);
    }
    int right = (int) Math.round(width / 2 - moment / sum);
    int from = Math.max(0, -right);
    int length = width - Math.abs(right);
    for (int y = 0; y < height; y++) {
      int row = at + y * width;
      System.arraycopy(picture, row + from, picture, row + Math.max(0, right), length);
      int paper = right > 0 ? row : row + length;
      Arrays.fill(picture, paper, paper + Math.abs(right), (byte) 0);
    }
  }
}
