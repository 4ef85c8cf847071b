package digits.data;

import digits.data.Augmentation.Change;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Turns, zooms, slants, shifts and distorts a picture in one bilinear resampling. Coordinates are
 * fixed-point numbers with 16 bits after the point: whole moves are exact, and the floor is a
 * shift. Not for use by several threads at once.
 */
final class Warp {
  private static final double ONE = 1 << 16;

  private final int width;
  private final int height;
  private final double rotate;
  private final double zoom;
  private final double shear;
  private final double shift;
  private final boolean elastic;
  private final ElasticField field;

  /**
   * The source [height + 3, width + 2] in a frame of paper, from pixel (-1, -1) on. Each int holds
   * a pixel in its lower half and the right neighbour in its upper half, so that one multiplication
   * weighs both.
   */
  private final int[] pairs;

  Warp(Augmentation augmentation, int width, int height) {
    this.width = width;
    this.height = height;
    rotate = StrictMath.toRadians(augmentation.strength(Change.ROTATE));
    zoom = augmentation.strength(Change.ZOOM);
    shear = augmentation.strength(Change.SHEAR);
    shift = augmentation.strength(Change.SHIFT);
    elastic = augmentation.strength(Change.ELASTIC) > 0;
    field = new ElasticField(augmentation.strength(Change.ELASTIC), width, height);
    pairs = new int[(height + 3) * (width + 2)];
  }

  /** Whether pictures are moved at all. */
  boolean moves() {
    return rotate > 0 || zoom > 0 || shear > 0 || shift > 0 || elastic;
  }

  /** Moves a picture at random; {@code to} may overlap {@code images}. */
  void apply(byte[] images, int fromAt, SplittableRandom random, byte[] to, int toAt) {
    double angle = uniform(random, rotate);
    double zoomX = 1 + uniform(random, zoom);
    double zoomY = 1 + uniform(random, zoom);
    double slant = uniform(random, shear);
    double shiftX = uniform(random, shift);
    double shiftY = uniform(random, shift);
    if (elastic) {
      field.draw(random);
    }
    load(images, fromAt);
    move(angle, zoomX, zoomY, slant, shiftX, shiftY, to, toAt);
  }

  private static double uniform(SplittableRandom random, double strength) {
    return strength == 0 ? 0 : strength * (2 * random.nextDouble() - 1);
  }

  /** Writes the loaded picture, turned by an angle in radians and so on. */
  void move(
      double angle,
      double zoomX,
      double zoomY,
      double slant,
      double shiftX,
      double shiftY,
      byte[] to,
      int toAt) {
    Arrays.fill(to, toAt, toAt + width * height, (byte) 0);
    // StrictMath: the same bits on every machine
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    // A = rotation * shear * zoom (38)
    double xx = cos * zoomX;
    double xy = (cos * slant - sin) * zoomY;
    double yx = sin * zoomX;
    double yy = (sin * slant + cos) * zoomY;
    resample(xx, xy, yx, yy, shiftX, shiftY, to, toAt);
  }

  void load(byte[] images, int fromAt) {
    for (int y = 0; y < height; y++) {
      int from = fromAt + y * width;
      int at = (y + 1) * (width + 2);
      int before = 0;
      for (int x = 0; x < width; x++) {
        int pixel = images[from + x] & 255;
        pairs[at + x] = before | pixel << 16;
        before = pixel;
      }
      pairs[at + width] = before;
    }
  }

  /** Fills the box of {@code to} which ink can reach; A is [xx xy; yx yy]. */
  private void resample(
      double xx,
      double xy,
      double yx,
      double yy,
      double shiftX,
      double shiftY,
      byte[] to,
      int toAt) {
    double centreX = (width - 1) / 2.0;
    double centreY = (height - 1) / 2.0;

    // the source's ink and one pixel around it, about the centre; half its sides, and its middle
    int top = firstRow();
    int bottom = lastRow();
    int left = firstColumn(top, bottom);
    int right = lastColumn(top, bottom);
    double halfX = (right - left) / 2.0 + 1 + field.reach();
    double halfY = (bottom - top) / 2.0 + 1 + field.reach();
    double middleX = (left + right) / 2.0 - centreX;
    double middleY = (top + bottom) / 2.0 - centreY;
    // the box around where A and the shift carry that
    double boxX = centreX + shiftX + xx * middleX + xy * middleY;
    double boxY = centreY + shiftY + yx * middleX + yy * middleY;
    double reachX = Math.abs(xx) * halfX + Math.abs(xy) * halfY;
    double reachY = Math.abs(yx) * halfX + Math.abs(yy) * halfY;
    int fromX = (int) Math.max(0, Math.floor(boxX - reachX));
    int fromY = (int) Math.max(0, Math.floor(boxY - reachY));
    int toX = (int) Math.min(width - 1, Math.ceil(boxX + reachX));
    int toY = (int) Math.min(height - 1, Math.ceil(boxY + reachY));

    // the inverse of A, a step to the right and a step down (38)
    double determinant = xx * yy - xy * yx;
    int rightX = fixed(yy / determinant);
    int rightY = fixed(-yx / determinant);
    int downX = fixed(-xy / determinant);
    int downY = fixed(xx / determinant);
    double x0 = fromX - centreX - shiftX;
    double y0 = fromY - centreY - shiftY;
    int startX = fixed(centreX + (yy * x0 - xy * y0) / determinant);
    int startY = fixed(centreY + (xx * y0 - yx * x0) / determinant);
    for (int y = fromY; y <= toY; y++) {
      resampleRow(y, fromX, toX, startX, startY, rightX, rightY, to, toAt);
      startX += downX;
      startY += downY;
    }
  }

  private static int fixed(double value) {
    return (int) Math.round(value * ONE);
  }

  private void resampleRow(
      int y,
      int fromX,
      int toX,
      int startX,
      int startY,
      int rightX,
      int rightY,
      byte[] to,
      int toAt) {
    int[] pairs = this.pairs;
    int[] moveX = field.moveX();
    int[] moveY = field.moveY();
    int stride = width + 2;
    int farX = width << 16;
    int farY = height << 16;
    int sourceX = startX;
    int sourceY = startY;
    for (int x = fromX, at = y * width + fromX; x <= toX; x++, at++) {
      // outside is paper: the frame, plus one for where it begins
      int u = Math.max(-1 << 16, Math.min(farX, sourceX + moveX[at])) + (1 << 16);
      int v = Math.max(-1 << 16, Math.min(farY, sourceY + moveY[at])) + (1 << 16);
      int pair = (v >> 16) * stride + (u >> 16);
      int shareX = u >> 8 & 255;
      int shareY = v >> 8 & 255;
      // (39), rows first; both halves stay below 2^16
      int column = pairs[pair] * (256 - shareY) + pairs[pair + stride] * shareY;
      int sum = (column & 0xffff) * (256 - shareX) + (column >>> 16) * shareX;
      to[toAt + at] = (byte) (sum + (1 << 15) >>> 16);
      sourceX += rightX;
      sourceY += rightY;
    }
  }

  private int firstRow() {
    int y = 0;
    while (y < height - 1 && !ink(0, width - 1, y, y)) {
      y++;
    }
    return y;
  }

  private int lastRow() {
    int y = height - 1;
    while (y > 0 && !ink(0, width - 1, y, y)) {
      y--;
    }
    return y;
  }

  private int firstColumn(int top, int bottom) {
    int x = 0;
    while (x < width - 1 && !ink(x, x, top, bottom)) {
      x++;
    }
    return x;
  }

  private int lastColumn(int top, int bottom) {
    int x = width - 1;
    while (x > 0 && !ink(x, x, top, bottom)) {
      x--;
    }
    return x;
  }

  private boolean ink(int fromX, int toX, int fromY, int toY) {
    int all = 0;
    for (int y = fromY; y <= toY; y++) {
      int row = (y + 1) * (width + 2) + 1;
      for (int x = fromX; x <= toX; x++) {
        all |= pairs[row + x];
      }
    }
    return (all & 0xffff) != 0;
  }
}
