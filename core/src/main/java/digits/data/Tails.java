package digits.data;

import static digits.data.Augmentation.between;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws out one end of a digit, as hurried hands do: a 9 with a small loop on a long stem, a tall
 * 6. What is on one side of a row stays as it is, the rest is stretched, and all of it is fitted
 * into the old height, so that it becomes narrower too. Not for use by several threads at once.
 */
public final class Tails {
  /** From here on a number is ink. */
  private static final int INK = 128;

  /** Places along each axis of a pixel whose mean it is. */
  private static final int PLACES = 2;

  private final int width;
  private final int height;
  private final double[] rows; // where each place of the result comes from
  private final double[] columns;
  private final byte[] drawn;

  public Tails(int width, int height) {
    this.width = width;
    this.height = height;
    rows = new double[height * PLACES];
    columns = new double[width * PLACES];
    drawn = new byte[width * height];
  }

  /**
   * Stretches the part of a picture below or, one time in four, above a row near the middle of its
   * ink by 1.2 to 2.5, and moves its centre of mass to the middle row.
   *
   * @param picture from {@code at} on, 0 paper to 255 ink
   */
  public void draw(SplittableRandom random, byte[] picture, int at) {
    double kept = between(0.35, 0.65, random);
    double stretch = between(1.2, 2.5, random);
    boolean down = random.nextInt(4) > 0;
    int top = height;
    int bottom = 0;
    double mass = 0;
    double moment = 0;
    for (int i = 0; i < width * height; i++) {
      int ink = picture[at + i] & 255;
      mass += ink;
      moment += ink * (i % width + 0.5);
      if (ink >= INK) {
        top = Math.min(top, i / width);
        bottom = i / width + 1;
      }
    }
    if (bottom == 0) {
      return;
    }
    double longer = kept + (1 - kept) * stretch;
    for (int i = 0; i < rows.length; i++) {
      double share = ((i + 0.5) / PLACES - top) / (bottom - top);
      double place = (down ? share : 1 - share) * longer;
      double source = place < kept ? place : kept + (place - kept) / stretch;
      rows[i] = top + (down ? source : 1 - source) * (bottom - top);
    }
    double middle = moment / mass;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = middle + ((i + 0.5) / PLACES - middle) * longer;
    }
    resample(picture, at);
    moveTo(picture, at);
  }

  private void resample(byte[] picture, int at) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int part = 0; part < PLACES * PLACES; part++) {
          double u = columns[x * PLACES + part % PLACES];
          double v = rows[y * PLACES + part / PLACES];
          sum += bilinear(picture, at, u - 0.5, v - 0.5);
        }
        drawn[y * width + x] = (byte) Math.round(sum / (PLACES * PLACES));
      }
    }
  }

  private double bilinear(byte[] picture, int at, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double above =
        (1 - right) * ink(picture, at, left, top) + right * ink(picture, at, left + 1, top);
    double below =
        (1 - right) * ink(picture, at, left, top + 1) + right * ink(picture, at, left + 1, top + 1);
    return above + (y - top) * (below - above);
  }

  private int ink(byte[] picture, int at, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < width && y < height;
    return inside ? picture[at + y * width + x] & 255 : 0;
  }

  /** Replaces the picture by what was drawn, its centre of mass in the middle. */
  private void moveTo(byte[] picture, int at) {
    double mass = 0;
    double moment = 0;
    for (int i = 0; i < drawn.length; i++) {
      int ink = drawn[i] & 255;
      mass += ink;
      moment += (double) ink * (i / width);
    }
    int down = (int) Math.round(height / 2 - moment / Math.max(1, mass));
    Arrays.fill(picture, at, at + drawn.length, (byte) 0);
    int from = Math.max(0, -down) * width;
    int to = at + Math.max(0, down) * width;
    System.arraycopy(drawn, from, picture, to, drawn.length - Math.abs(down) * width);
  }
}
