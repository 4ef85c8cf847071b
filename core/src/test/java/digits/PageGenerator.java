package digits;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Makes pages of handwritten digits as a phone or scanner might take them, from the last 1,000
 * training rows of MNIST, which recipes hold out. The same seed makes the same page.
 *
 * <p>{@code main FOLDER PAGES SEED [KIND|ALL [CHANGE SIZE]]} writes pages and their labels.tsv. The
 * changes: {@code BLACK} or {@code BROWN}, so many pixels of a table around each; {@code SMALL}, so
 * many times as large; {@code TILTED}, by so many degrees; {@code BENT}, by such a part of the
 * height; {@code RECEDING}, so much smaller at the far corner.
 */
public final class PageGenerator {
  /** What is on the paper beside the digits. */
  public enum Kind {
    PLAIN,
    TOUCHING,
    LINED,
    SQUARED,
    GUILLOCHE,
    SHADOWED,
    DARK_RULES,
    BOXED,
    LIGHT_ON_DARK,
    PENCIL,
    BLUE_INK,
    /** Amounts with points and commas on a dark guilloche. */
    CHEQUE,
    /** One amount, cut out of a cheque closely, with signs before and after it. */
    AMOUNT,
    /** Digits written over their neighbours' edges. Not among {@code ALL}. */
    TIGHT,
    /** Numbers with slashes between them or in parentheses. Nor are these, or those below. */
    DATES,
    /** Some of them with a ring around. */
    RINGED,
    /** Each beside a printed word. */
    LABELLED,
    /** Between asterisks, or with a percent or degree sign. */
    MARKED
  }

  /**
   * A page.
   *
   * @param image its picture
   * @param lines the digits of each line
   */
  public record GeneratedPage(BufferedImage image, List<String> lines) {
    /** The same as a scanner of fewer dots an inch sees it. */
    GeneratedPage reduced(double scale) {
      int columns = (int) (scale * image.getWidth());
      int rows = (int) (scale * image.getHeight());
      BufferedImage small = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
      Image mean = image.getScaledInstance(columns, rows, Image.SCALE_AREA_AVERAGING);
      small.createGraphics().drawImage(mean, 0, 0, null);
      return new GeneratedPage(small, lines);
    }
  }

  private final SplittableRandom random;
  private final Kind kind;
  private final int width;
  private final int height;
  private final float[] ink; // coverage, 0 to 1
  private final float[] print; // of rules and patterns
  private final List<String> lines = new ArrayList<>();
  private final Handwriting hand;

  private PageGenerator(Kind kind, long seed) {
    this.kind = kind;
    random = new SplittableRandom(seed);
    boolean amount = kind == Kind.AMOUNT;
    width = amount ? 150 + random.nextInt(350) : 400 + random.nextInt(800);
    height = amount ? width / (3 + random.nextInt(4)) : width * (7 + random.nextInt(7)) / 10;
    ink = new float[width * height];
    print = new float[width * height];
    hand = new Handwriting(random, ink, width);
  }

  public static GeneratedPage page(Kind kind, long seed) {
    PageGenerator generator = new PageGenerator(kind, seed);
    if (kind == Kind.AMOUNT) {
      generator.writeAmount();
    } else if (kind.compareTo(Kind.TIGHT) > 0) {
      generator.writeNotes();
    } else {
      generator.write();
    }
    generator.print();
    return new GeneratedPage(generator.photograph(), List.copyOf(generator.lines));
  }

  /** Lines of digits, all by one pen and of one slant, each on its slightly uneven base line. */
  private void write() {
    double size = width * (0.04 + 0.06 * random.nextDouble());
    double slant = between(-0.25, 0.35);
    double pen = between(-0.2, 0.15);
    double askew = kind != Kind.BOXED && random.nextInt(3) == 0 ? between(-0.06, 0.06) : 0;
    boolean tight = kind == Kind.TIGHT;
    boolean touching = kind == Kind.TOUCHING || tight;
    double gap = touching ? 0 : between(0.15, 0.5);
    double pitch = size * between(1.7, 2.6);
    for (double y = 1.2 * size; y + 1.2 * size < height && lines.size() < 6; y += pitch) {
      StringBuilder line = new StringBuilder();
      double x = size * between(0.8, 3);
      int length = 3 + random.nextInt(9);
      double base = y;
      while (line.length() < length && x < width - 2 * size) {
        double tall = size * between(0.9, 1.12);
        int n = hand.anyDigit();
        double middle = base + askew * (x - width / 2.0) + size * between(-0.06, 0.06);
        if (middle < size || middle > height - size) {
          break;
        }
        double right = hand.digit(n, x, middle, tall, slant, pen);
        if (kind == Kind.BOXED) {
          right = x + 1.15 * size;
          box(x - 0.15 * size, base - 0.7 * size, right, base + 0.7 * size);
        }
        line.append(hand.label(n));
        if (kind == Kind.CHEQUE && random.nextInt(4) == 0) {
          right = hand.point(right + 0.15 * size, base + 0.45 * size, size);
        }
        boolean word = !touching && random.nextInt(7) == 0;
        double between =
            touching ? between(tight ? -0.2 : -0.1, tight ? 0.02 : 0.12) : gap * between(0.6, 1.4);
        x = kind == Kind.BOXED ? right + 0.15 * size : right + tall * (word ? 1.2 : between);
      }
      if (line.length() > 0) {
        lines.add(line.toString());
      }
    }
  }

  /** One line in a picture hardly larger, its digits near to each other. */
  private void writeAmount() {
    double size = height / between(1.35, 2.2);
    double middle = height / 2.0 + between(-0.2, 0.2) * (height - size);
    double slant = between(-0.2, 0.35);
    double pen = between(-0.2, 0.15);
    double gap = between(0, 0.3);
    double x = size * between(0.1, 0.6);
    if (random.nextBoolean()) {
      box(1, 1, width - 2, height - 2);
    }
    if (random.nextInt(3) > 0) {
      x = hand.sign(true, x, middle, size) + gap * size;
    }
    StringBuilder line = new StringBuilder();
    for (int length = 2 + random.nextInt(7); length > 0 && x < width - 1.5 * size; length--) {
      int n = hand.anyDigit();
      double right = hand.digit(n, x, middle, size * between(0.85, 1.1), slant, pen);
      line.append(hand.label(n));
      if (random.nextInt(4) == 0) {
        right = hand.point(right + 0.12 * size, middle + 0.45 * size, size);
      }
      x = right + size * gap * between(0.3, 1.5);
    }
    if (random.nextInt(3) > 0) {
      hand.sign(false, x + 0.1 * size, middle, size);
    }
    lines.add(line.toString());
  }

  private void writeNotes() {
    lines.addAll(new Notes(kind, random, ink, width, hand).write());
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private void print() {
    double pitch = width * between(0.05, 0.09);
    double tilt = between(-0.01, 0.01);
    double thick = Math.max(1, width / 700.0);
    for (int i = 0; i < print.length; i++) {
      double x = i % width;
      double y = i / (double) width;
      double value = 0;
      if (kind == Kind.DARK_RULES) {
        value = rule(y + tilt * x, pitch, 1.5 * thick);
      }
      if (kind == Kind.LINED || kind == Kind.SQUARED) {
        value = rule(y + tilt * x, kind == Kind.SQUARED ? pitch / 2 : pitch, thick);
      }
      if (kind == Kind.SQUARED) {
        value = Math.max(value, rule(x - tilt * y, pitch / 2, thick));
      }
      if (kind == Kind.GUILLOCHE || kind == Kind.CHEQUE || kind == Kind.AMOUNT) {
        double wave = y + pitch * Math.sin(x / pitch) * Math.sin(x / 7 / pitch);
        double other = y - pitch * Math.cos(x / pitch * 1.3);
        value = Math.max(rule(wave, pitch / 3, 1), rule(other, pitch / 3, 1));
      }
      print[i] = Math.max(print[i], (float) value);
    }
  }

  /** The sides of a form's box, a pixel or two wide. */
  private void box(double left, double top, double right, double bottom) {
    int thick = Math.max(1, width / 500);
    for (int y = (int) top; y <= bottom; y++) {
      for (int x = (int) left; x <= right; x++) {
        boolean side =
            x - left < thick || right - x < thick || y - top < thick || bottom - y < thick;
        if (side && x >= 0 && y >= 0 && x < width && y < height) {
          print[y * width + x] = 1;
        }
      }
    }
  }

  private static double rule(double position, double pitch, double thick) {
    double distance = Math.abs(position - pitch * Math.rint(position / pitch));
    return Math.max(0, Math.min(1, thick / 2 + 0.5 - distance));
  }

  /** Paper, print and ink under a light, with the camera's noise. */
  private BufferedImage photograph() {
    double[] paper = {between(200, 250), between(200, 250), between(180, 250)};
    double[] pen = {between(10, 70), between(10, 70), between(10, 90)};
    if (kind == Kind.BLUE_INK) {
      pen = new double[] {40, 60, 170};
    } else if (kind == Kind.PENCIL) {
      double grey = between(110, 150);
      pen = new double[] {grey, grey, grey};
    } else if (kind == Kind.LIGHT_ON_DARK) {
      paper = new double[] {between(10, 60), between(30, 70), between(10, 60)};
      pen = new double[] {230, 230, 220};
    }
    double printed = kind == Kind.LIGHT_ON_DARK ? 0 : between(0.12, 0.3);
    printed *= kind == Kind.CHEQUE ? 1.5 : 1;
    boolean dark = kind == Kind.DARK_RULES || kind == Kind.BOXED;
    double lightX = between(-0.3, 0.3);
    double lightY = between(-0.3, 0.3);
    double noise = between(0.5, 5);
    double shadowX = between(0.2, 0.8);
    double shadowSlope = between(-0.5, 0.5);
    double shadow = kind == Kind.SHADOWED ? between(0.35, 0.6) : 0;
    double soft = between(0.005, 0.06);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < ink.length; i++) {
      double x = (double) (i % width) / width;
      double y = (double) (i / width) / height;
      double light = 0.85 + lightX * (x - 0.5) + lightY * (y - 0.5);
      double side = (x - shadowX - shadowSlope * (y - 0.5)) / soft;
      light *= 1 - shadow / (1 + Math.exp(-Math.max(-30, Math.min(30, side))));
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        double printColour = dark ? 60 : paper[c] * (c == 2 ? 1 : 1 - printed * 1.2);
        double ground = paper[c] + print[i] * (printColour - paper[c]);
        double value = light * (ground + ink[i] * 0.92 * (pen[c] - ground));
        value +=
            noise * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) * 2;
        rgb = rgb << 8 | (int) Math.max(0, Math.min(255, Math.round(value)));
      }
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    long seed = Long.parseLong(arguments[2]);
    StringBuilder labels = new StringBuilder();
    // An amount that is cut out closely does not lie on a table.
    int kinds = Kind.AMOUNT.ordinal() + (arguments.length > 4 ? 0 : 1);
    for (int n = 0; n < Integer.parseInt(arguments[1]); n++) {
      Kind kind =
          arguments.length > 3 && !arguments[3].equals("ALL")
              ? Kind.valueOf(arguments[3])
              : Kind.values()[n % kinds];
      GeneratedPage page = page(kind, seed + n);
      BufferedImage image = page.image();
      if (arguments.length > 4) {
        double size = Double.parseDouble(arguments[5]);
        image =
            switch (arguments[4]) {
              case "SMALL" -> page.reduced(size).image();
              case "TILTED" -> Viewpoint.tilted(image, n % 2 == 0 ? size : -size);
              case "RECEDING" -> Viewpoint.receding(image, size);
              case "BENT" -> Viewpoint.bent(image, n % 2 == 0 ? size : -size);
              default -> Tabletop.valueOf(arguments[4]).around(image, (int) size, n);
            };
      }
      String name = kind.name().toLowerCase() + "-" + n + ".png";
      ImageIO.write(image, "png", folder.resolve(name).toFile());
      labels.append(name).append('\t').append(String.join("/", page.lines())).append('\n');
    }
    Files.writeString(folder.resolve("labels.tsv"), labels);
  }
}
