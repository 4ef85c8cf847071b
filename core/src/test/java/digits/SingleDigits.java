package digits;

import digits.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Makes pictures of one digit as other collections have them, from the last 5,000 training rows of
 * MNIST, which {@code reader} holds out: scans of few pixels, some stretched to fill their square,
 * and drawings with a mouse. The same seed makes the same pictures.
 *
 * <p>{@code main FOLDER DIGITS} writes a folder for each kind with a sub-folder for each digit.
 */
public final class SingleDigits {
  private static final int FIRST_ROW = 55_000;
  private static final int ROWS = 5_000;

  /** What counts as ink, of 255. */
  private static final int INK = 110;

  /** Samples along each side of a pixel. */
  private static final int SAMPLES = 6;

  /** How the pictures were made. */
  public enum Kind {
    /** 16 x 16 in shades of grey, light on dark, as large as fits. */
    GREY_16,
    /** The same, stretched to the whole square. */
    SQUARE_16,
    /** The same, black on white. */
    SQUARE_16_BINARY,
    /** 32 x 32, black on white. */
    BINARY_32,
    /** Somewhere on 100 x 100, two thirds or one and a half times as wide as written. */
    UNEVEN_100,
    /** Drawn on about 100 x 100 with a round pen 3 to 11 pixels wide. */
    DRAWN_100,
    /** Drawn on about 300 x 300 with a line 1 to 5 pixels wide. */
    THIN_300
  }

  private SingleDigits() {}

  /** Digit n of a kind, n from 0 to 4,999. */
  public static BufferedImage picture(Kind kind, int n) {
    byte[] digit = Rows.DIGITS.picture(n);
    SplittableRandom random = new SplittableRandom(n);
    Crop crop = new Crop(digit);
    return switch (kind) {
      case GREY_16 -> image(crop.fitted(16, 16, 1), true, 0);
      case SQUARE_16 -> image(crop.render(16, 16), true, 0);
      case SQUARE_16_BINARY -> image(crop.render(16, 16), false, INK);
      case BINARY_32 -> image(crop.fitted(32, 28, 1), false, INK);
      case UNEVEN_100 -> {
        double wider = random.nextBoolean() ? 1 / 1.5 : 1.5;
        yield image(crop.fitted(100, 40 + random.nextInt(41), wider), false, 0);
      }
      case DRAWN_100 -> image(drawn(crop.fitted(100, 72, 1), 1 + random.nextInt(5)), false, 0);
      case THIN_300 -> image(drawn(crop.fitted(300, 220, 1), random.nextInt(3)), false, 0);
    };
  }

  public static int label(int n) {
    return Rows.DIGITS.labels()[n];
  }

  /** Read when they are first needed. */
  private static final class Rows {
    static final Dataset DIGITS = TestData.mnist(FIRST_ROW, ROWS);
  }

  /** The box around a digit's ink. */
  private static final class Crop {
    private final byte[] digit;
    private final int left;
    private final int top;
    private final int width;
    private final int height;

    Crop(byte[] digit) {
      this.digit = digit;
      int[] columns = new int[] {28, -1};
      int[] rows = new int[] {28, -1};
      for (int i = 0; i < digit.length; i++) {
        if ((digit[i] & 255) > 30) {
          columns = new int[] {Math.min(columns[0], i % 28), Math.max(columns[1], i % 28)};
          rows = new int[] {Math.min(rows[0], i / 28), Math.max(rows[1], i / 28)};
        }
      }
      left = columns[0];
      top = rows[0];
      width = columns[1] - left + 1;
      height = rows[1] - top + 1;
    }

    /** [height, width] of ink, 0 to 255, which the box fills. */
    int[][] render(int toWidth, int toHeight) {
      int[][] ink = new int[toHeight][toWidth];
      for (int i = 0; i < toWidth * toHeight; i++) {
        double sum = 0;
        for (int s = 0; s < SAMPLES * SAMPLES; s++) {
          double x = (i % toWidth + (s % SAMPLES + 0.5) / SAMPLES) / toWidth * width;
          double y = (i / toWidth + (s / SAMPLES + 0.5) / SAMPLES) / toHeight * height;
          sum += at(left + x - 0.5, top + y - 0.5);
        }
        ink[i / toWidth][i % toWidth] = (int) Math.round(sum / (SAMPLES * SAMPLES));
      }
      return ink;
    }

    /** On a square of paper: so wide or high at most, and wider than written by a factor. */
    int[][] fitted(int side, int most, double wider) {
      double scale = most / Math.max(width * wider, height);
      int[][] ink =
          render(
              Math.max(1, (int) Math.round(width * wider * scale)),
              Math.max(1, (int) Math.round(height * scale)));
      int[][] square = new int[side][side];
      for (int y = 0; y < ink.length; y++) {
        int to = (side - ink.length) / 2 + y;
        System.arraycopy(ink[y], 0, square[to], (side - ink[0].length) / 2, ink[0].length);
      }
      return square;
    }

    private double at(double x, double y) {
      int u = (int) Math.floor(x);
      int v = (int) Math.floor(y);
      double upper = pixel(u, v) * (u + 1 - x) + pixel(u + 1, v) * (x - u);
      double lower = pixel(u, v + 1) * (u + 1 - x) + pixel(u + 1, v + 1) * (x - u);
      return upper * (v + 1 - y) + lower * (y - v);
    }

    private int pixel(int u, int v) {
      return u < 0 || v < 0 || u > 27 || v > 27 ? 0 : digit[v * 28 + u] & 255;
    }
  }

  /** The middle line of the ink, drawn with a round pen of such a radius. */
  private static int[][] drawn(int[][] ink, int radius) {
    int side = ink.length;
    boolean[][] line = new boolean[side][side];
    for (int i = 0; i < side * side; i++) {
      line[i / side][i % side] = ink[i / side][i % side] > INK;
    }
    boolean more = true;
    while (more) {
      more = peel(line, 0) | peel(line, 1);
    }
    int[][] drawing = new int[side][side];
    for (int i = 0; i < side * side; i++) {
      for (int d = 0; line[i / side][i % side] && d < 121; d++) {
        int dy = d / 11 - 5;
        int dx = d % 11 - 5;
        if (dx * dx + dy * dy <= radius * radius) {
          drawing[i / side + dy][i % side + dx] = 255;
        }
      }
    }
    return drawing;
  }

  /** One half of a round of thinning by Zhang and Suen (1984). */
  private static boolean peel(boolean[][] line, int half) {
    int side = line.length;
    boolean[][] gone = new boolean[side][side];
    boolean any = false;
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        // from above, clockwise
        boolean[] n = {
          line[y - 1][x], line[y - 1][x + 1], line[y][x + 1], line[y + 1][x + 1],
          line[y + 1][x], line[y + 1][x - 1], line[y][x - 1], line[y - 1][x - 1]
        };
        int count = 0;
        int steps = 0;
        for (int i = 0; i < 8; i++) {
          count += n[i] ? 1 : 0;
          steps += !n[i] && n[(i + 1) % 8] ? 1 : 0;
        }
        boolean open =
            half == 0
                ? !(n[0] && n[2] && n[4]) && !(n[2] && n[4] && n[6])
                : !(n[0] && n[2] && n[6]) && !(n[0] && n[4] && n[6]);
        gone[y][x] = line[y][x] && count >= 2 && count <= 6 && steps == 1 && open;
        any |= gone[y][x];
      }
    }
    for (int i = 0; i < side * side; i++) {
      line[i / side][i % side] &= !gone[i / side][i % side];
    }
    return any;
  }

  /**
   * @param threshold from which on a pixel is all ink; 0 for shades
   */
  private static BufferedImage image(int[][] ink, boolean lightOnDark, int threshold) {
    int height = ink.length;
    int width = ink[0].length;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      int value = ink[i / width][i % width];
      int level = threshold == 0 ? value : value > threshold ? 255 : 0;
      image.getRaster().setSample(i % width, i / width, 0, lightOnDark ? level : 255 - level);
    }
    return image;
  }

  public static void main(String[] args) throws IOException {
    int digits = Integer.parseInt(args[1]);
    for (Kind kind : Kind.values()) {
      for (int n = 0; n < digits; n++) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        Path folder = Path.of(args[0], name, Integer.toString(label(n)));
        Files.createDirectories(folder);
        ImageIO.write(picture(kind, n), "png", folder.resolve(n + ".png").toFile());
      }
    }
    System.out.println(digits + " digits of " + Arrays.toString(Kind.values()));
  }
}
