package digits.data;

import static digits.data.Augmentation.between;

import digits.data.Augmentation.Change;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Turns, zooms, slants, shifts and distorts a picture in one bilinear resampling. Coordinates are
 * fixed-point numbers with 16 bits after the point: whole moves are exact, and the floor is a
 * shift. Every step is a loop over all pixels, also those that stay paper: the compiler turns such
 * loops into vector instructions, which costs less than finding out where the ink is. Not for use
 * by several threads at once.
 */
final class Warp {
  private static final double ONE = 1 << 16;

  /** From here on a number is ink. */
  private static final int INK = 128;

  /** The most a digit is stretched. */
  private static final double WIDEST = 2.5;

  private final int width;
  private final int height;
  private final double rotate;
  private final double zoom;
  private final double stretch;
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

  // of each pixel of the result [height, width]:
  private final int[] column; // its place
  private final int[] row;
  private final int[] sourceX; // where it comes from, counted from the frame's corner
  private final int[] sourceY;
  private final int[] above; // the pair of pixels there, and the pair below
  private final int[] below;

  Warp(Augmentation augmentation, int width, int height) {
    this.width = width;
    this.height = height;
    rotate = StrictMath.toRadians(augmentation.strength(Change.ROTATE));
    zoom = augmentation.strength(Change.ZOOM);
    stretch = augmentation.strength(Change.STRETCH);
    shear = augmentation.strength(Change.SHEAR);
    shift = augmentation.strength(Change.SHIFT);
    elastic = augmentation.strength(Change.ELASTIC) > 0;
    field = new ElasticField(augmentation.strength(Change.ELASTIC), width, height);
    pairs = new int[(height + 3) * (width + 2)];
    column = IntStream.range(0, width * height).map(i -> i % width).toArray();
    row = IntStream.range(0, width * height).map(i -> i / width).toArray();
    sourceX = new int[width * height];
    sourceY = new int[width * height];
    above = new int[width * height];
    below = new int[width * height];
  }

  /** Whether pictures are moved at all. */
  boolean moves() {
    return rotate > 0 || zoom > 0 || stretch > 0 || shear > 0 || shift > 0 || elastic;
  }

  /** Moves a picture at random; {@code to} may overlap {@code images}. */
  void apply(byte[] images, int fromAt, SplittableRandom random, byte[] to, int toAt) {
    double angle = uniform(random, rotate);
    double zoomX = 1 + uniform(random, zoom);
    double zoomY = 1 + uniform(random, zoom);
    if (stretch > 0 && random.nextDouble() < stretch) {
      zoomX *= between(1, Math.min(WIDEST, heightToWidth(images, fromAt)), random);
    }
    double slant = uniform(random, shear);
    double shiftX = uniform(random, shift);
    double shiftY = uniform(random, shift);
    if (elastic) {
      field.draw(random);
    }
    load(images, fromAt);
    move(angle, zoomX, zoomY, slant, shiftX, shiftY, to, toAt);
  }

  /** Of the box of the ink, at least 1. */
  private double heightToWidth(byte[] images, int fromAt) {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int i = 0; i < width * height; i++) {
      if ((images[fromAt + i] & 255) >= INK) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, i / width);
        bottom = i / width;
      }
    }
    return right < left ? 1 : Math.max(1, (bottom - top + 1.0) / (right - left + 1));
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
    // StrictMath: the same bits on every machine
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    // A = rotation * shear * zoom (61)
    double xx = cos * zoomX;
    double xy = (cos * slant - sin) * zoomY;
    double yx = sin * zoomX;
    double yy = (sin * slant + cos) * zoomY;
    // its inverse: a step to the right and a step down in the source
    double determinant = xx * yy - xy * yx;
    int rightX = fixed(yy / determinant);
    int rightY = fixed(-yx / determinant);
    int downX = fixed(-xy / determinant);
    int downY = fixed(xx / determinant);
    // where the first pixel comes from; the frame is one pixel wide
    double centreX = (width - 1) / 2.0;
    double centreY = (height - 1) / 2.0;
    double x = -centreX - shiftX;
    double y = -centreY - shiftY;
    int startX = fixed(1 + centreX + (yy * x - xy * y) / determinant);
    int startY = fixed(1 + centreY + (xx * y - yx * x) / determinant);

    locate(sourceX, startX, rightX, downX, field.moveX(), width + 1);
    locate(sourceY, startY, rightY, downY, field.moveY(), height + 1);
    fetch();
    mix(to, toAt);
  }

  private static int fixed(double value) {
    return (int) Math.round(value * ONE);
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

  /** One coordinate in the source of every pixel; what is outside goes to the frame (61). */
  private void locate(int[] source, int start, int right, int down, int[] move, int last) {
    int end = last << 16;
    for (int i = 0; i < source.length; i++) {
      int place = start + right * column[i] + down * row[i] + move[i];
      // min and max in arithmetic: Java 17's compiler makes no vectors of those of Math
      int beyond = (place & ~(place >> 31)) - end;
      source[i] = end + (beyond & beyond >> 31);
    }
  }

  private void fetch() {
    int stride = width + 2;
    for (int i = 0; i < above.length; i++) {
      int at = (sourceY[i] >> 16) * stride + (sourceX[i] >> 16);
      above[i] = pairs[at];
      below[i] = pairs[at + stride];
    }
  }

  /** Bilinear (62), rows first, with weights of 8 bits: both halves stay below 2^16. */
  private void mix(byte[] to, int toAt) {
    for (int i = 0; i < above.length; i++) {
      int pair = (above[i] << 8) + (below[i] - above[i]) * (sourceY[i] >> 8 & 255);
      int left = pair & 0xffff;
      int sum = (left << 8) + ((pair >>> 16) - left) * (sourceX[i] >> 8 & 255);
      above[i] = sum + (1 << 15) >>> 16;
    }
    for (int i = 0; i < above.length; i++) {
      to[toAt + i] = (byte) above[i];
    }
  }
}
