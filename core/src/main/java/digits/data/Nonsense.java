package digits.data;

import static digits.data.Augmentation.between;

import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;

/**
 * Makes pictures that show no digit: what stands on paper beside digits, and what is left where
 * digits were badly cut apart. A network that has seen them knows better what it does not know, as
 * Hendrycks, Mazeika and Dietterich found in "Deep Anomaly Detection with Outlier Exposure" (2019).
 * Not for use by several threads at once.
 */
public final class Nonsense {
  /** The length of a digit's longer side, as a share of the picture's. */
  private static final double BOX = 20.0 / 28;

  /** Which digits remain digits on their sides: 0 itself, and 1 and 8 may be taken for a 0. */
  private static final String NOT_SIDEWAYS = "018";

  /** Which digits are none on their heads. */
  private static final String NOT_UPSIDE_DOWN = "347";

  private final int width;
  private final int height;
  private final Strokes strokes;

  /** A way to make one. */
  private enum Kind {
    LETTER(3),
    ROUND_LETTER(4),
    SIGN(4),
    SCRIBBLE(1),
    PAIR(2),
    TURNED(1),
    SHAPE(5),
    FRAME(1),
    BLANK(1);

    /** How often it is taken. */
    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final Kind[] KINDS =
      Arrays.stream(Kind.values())
          .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
          .toArray(Kind[]::new);

  public Nonsense(int width, int height) {
    this.width = width;
    this.height = height;
    strokes = new Strokes(width, height);
  }

  /**
   * Draws one.
   *
   * @param data where digits are taken from
   * @param row the picture that this one stands for
   * @param to gets the picture from {@code toAt} on, 0 paper to 255 ink
   */
  public void draw(Dataset data, int row, SplittableRandom random, byte[] to, int toAt) {
    Arrays.fill(to, toAt, toAt + width * height, (byte) 0);
    switch (KINDS[random.nextInt(KINDS.length)]) {
      case LETTER -> Glyphs.LETTERS.draw(strokes, random);
      case ROUND_LETTER -> Glyphs.ROUND_LETTERS.draw(strokes, random);
      case SIGN -> Glyphs.SIGNS.draw(strokes, random);
      case SCRIBBLE -> scribble(random);
      case PAIR -> pair(data, row, random, to, toAt);
      case TURNED -> turned(data, row, random, to, toAt);
      case SHAPE -> shape(random, to, toAt);
      case FRAME -> frame(random);
      case BLANK -> {}
    }
    strokes.moveTo(to, toAt);
  }

  /** One long line that turns about, or four to seven short ones. */
  private void scribble(SplittableRandom random) {
    double pen = between(0.7, 1.6, random);
    double reach = BOX / 2;
    boolean one = random.nextBoolean();
    int points = one ? 8 + random.nextInt(10) : 2 * (4 + random.nextInt(4));
    double x = 0;
    double y = 0;
    for (int i = 0; i < points; i++) {
      double nextX = between(-reach, reach, random);
      double nextY = between(-reach, reach, random);
      if (i > 0 && (one || i % 2 == 1)) {
        strokes.line(x, y, nextX, nextY, pen);
      }
      x = nextX;
      y = nextY;
    }
  }

  /** Two digits beside each other, as small as they must be for one digit's place. */
  private void pair(Dataset data, int row, SplittableRandom random, byte[] to, int toAt) {
    double scale = between(0.5, 0.8, random);
    double apart = scale * between(5, 9, random) / 28 * width;
    place(data, row, scale, -apart, to, toAt);
    place(data, random.nextInt(data.size()), scale, apart, to, toAt);
  }

  /**
   * Adds a digit, shrunk by averaging four places of each pixel, its middle so far to the right.
   */
  private void place(Dataset data, int row, double scale, double right, byte[] to, int toAt) {
    int from = row * width * height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int part = 0; part < 4; part++) {
          double placeX = (x + 0.25 + part % 2 * 0.5 - width / 2.0 - right) / scale + width / 2.0;
          double placeY = (y + 0.25 + part / 2 * 0.5 - height / 2.0) / scale + height / 2.0;
          if (placeX >= 0 && placeX < width && placeY >= 0 && placeY < height) {
            sum += data.pixels()[from + (int) placeY * width + (int) placeX] & 255;
          }
        }
        int at = toAt + y * width + x;
        to[at] = (byte) Math.max(to[at] & 255, sum / 4);
      }
    }
  }

  /** A digit on its side or head; where that might be a digit again, two at once. */
  private void turned(Dataset data, int row, SplittableRandom random, byte[] to, int toAt) {
    String name = data.classes().get(data.labels()[row]);
    boolean down = NOT_UPSIDE_DOWN.contains(name) && random.nextInt(3) == 0;
    if (width != height || !down && NOT_SIDEWAYS.contains(name)) {
      pair(data, row, random, to, toAt);
      return;
    }
    int from = row * width * height;
    boolean left = random.nextBoolean();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sourceX = down ? width - 1 - x : left ? y : width - 1 - y;
        int sourceY = down ? height - 1 - y : left ? width - 1 - x : x;
        to[toAt + y * width + x] = data.pixels()[from + sourceY * width + sourceX];
      }
    }
  }

  /**
   * One to four filled ellipses, boxes or wedges in greys, plain or woven; every second time the
   * same on the left and on the right.
   */
  private void shape(SplittableRandom random, byte[] to, int toAt) {
    boolean mirrored = random.nextBoolean();
    for (int count = random.nextInt(4); count >= 0; count--) {
      double middleX = mirrored ? 0 : between(-0.15, 0.15, random);
      double middleY = between(-0.2, 0.2, random);
      double reachX = between(0.12, 0.5, random);
      double reachY = between(0.12, 0.5, random);
      double taper = between(-0.8, 0.8, random);
      boolean round = random.nextInt(3) == 0;
      double grey = between(60, 256, random);
      double weave = random.nextBoolean() ? 0 : between(0.2, 0.7, random);
      double waveX = between(0, 2.5, random);
      double waveY = between(0, 2.5, random);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double u = ((x + 0.5) / width - 0.5 - middleX) / reachX;
          double v = ((y + 0.5) / height - 0.5 - middleY) / reachY;
          boolean inside =
              round ? u * u + v * v < 1 : Math.abs(v) < 1 && Math.abs(u) < 1 + taper * (v - 1) / 2;
          if (inside) {
            double woven = 1 - weave * (0.5 + 0.5 * StrictMath.sin(waveX * x + waveY * y));
            to[toAt + y * width + x] = (byte) (grey * woven);
          }
        }
      }
    }
  }

  /** A box without anything in it, some of its sides missing, or a few dashes. */
  private void frame(SplittableRandom random) {
    double pen = between(0.4, 1.2, random);
    double x = between(0.25, 0.48, random);
    double y = between(0.25, 0.48, random);
    if (random.nextInt(3) == 0) {
      for (int count = random.nextInt(3); count >= 0; count--) {
        double level = between(-y, y, random);
        strokes.line(-x, level, x, level + between(-0.05, 0.05, random), 2 * pen);
      }
      return;
    }
    int missing = random.nextInt(8); // of eight draws, four miss none
    double[][] corners = {{-x, -y}, {x, -y}, {x, y}, {-x, y}};
    for (int side = 0; side < 4; side++) {
      double[] from = corners[side];
      double[] to = corners[(side + 1) % 4];
      if (side != missing) {
        strokes.line(from[0], from[1], to[0], to[1], pen);
      }
    }
    if (random.nextInt(4) == 0) {
      strokes.line(-x, -y, x, y, pen);
    }
  }
}
