package digits.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns a picture of one digit into an image made as MNIST's were made (LeCun et al. 1998): the
 * ink, 0 for paper to 255, is scaled with its aspect ratio kept until its longer side is {@code
 * box}, and moved by whole pixels until its centre of mass lies at the centre of the image. Dark
 * ink on light paper or light on dark, it may touch the edges; specks of dirt and thin frames are
 * left out.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param width columns of the image, at least {@code box}
 * @param height rows of the image, at least {@code box}
 * @param box longer side of the digit in it, at least 1
 */
public record Preparation(int width, int height, int box) {
  /** As MNIST: 28 x 28, the digit in 20 x 20. */
  public static final Preparation MNIST = new Preparation(28, 28, 20);

  /** Larger pictures are first reduced by a whole factor; a digit needs far less than this. */
  private static final int WORKING_SIDE = 1024;

  /** In larger pictures than this a single digit is looked for as on a page, unless drawn. */
  private static final int SINGLE_SIDE = 256;

  /** Less contrast than this, of 255, is no ink. */
  private static final int MIN_CONTRAST = 24;

  /** A digit is at least this many pixels high or wide. */
  private static final int MIN_SIDE = 4;

  /** A digit's longer side is at least this part of the picture's: below, it is dirt. */
  private static final float MIN_SHARE = 0.01f;

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the box is below 1 or does not fit into the image
   */
  public Preparation {
    if (box < 1 || width < box || height < box) {
      throw new IllegalArgumentException(
          "a digit of %d pixels in an image of %d x %d; expected 1 <= box <= width and height"
              .formatted(box, width, height));
    }
  }

  /**
   * Prepares the digit that the picture holds, whatever it looks like.
   *
   * @return empty if the picture shows no ink
   */
  public Optional<Prepared> prepare(Gray picture) {
    Gray working = picture.reduced(factor(picture));
    return prepare(picture, working, Paper.of(working), ink -> true);
  }

  /** Whether a picture is so small that one digit is likelier than a page. */
  public static boolean isSmall(Gray picture) {
    return Math.max(picture.width(), picture.height()) <= SINGLE_SIDE;
  }

  /**
   * Prepares the digit of a picture that holds one and nothing else, as far as shapes tell: a small
   * one, or a drawing of up to 1,024 pixels a side.
   *
   * @return empty if the picture is larger, shows no ink, or more than a digit; the second of two
   *     is what the picture shows if it is light ink on dark paper rather than dark ink on light,
   *     or the other way around: a digit may fill its picture so that only its shape can tell
   */
  public List<Prepared> single(Gray picture) {
    if (Math.max(picture.width(), picture.height()) > WORKING_SIDE) {
      return List.of();
    }
    List<Prepared> found = new ArrayList<>();
    for (Paper paper : Paper.likeliest(picture)) {
      Optional<Prepared> digit =
          prepare(
              picture,
              picture,
              paper,
              ink -> ink.isOneDigit(picture) && (isSmall(picture) || ink.isDrawing(picture)));
      if (digit.isEmpty()) {
        break;
      }
      found.add(digit.get());
    }
    return found;
  }

  /**
   * Prepares the digit of a small picture that shows one piece of ink alone, wider than a digit
   * usually is.
   *
   * @return empty if the picture is larger, or shows anything else
   */
  public Optional<Prepared> wide(Gray picture) {
    return isSmall(picture)
        ? prepare(picture, picture, Paper.of(picture), ink -> ink.isWideDigit(picture))
        : Optional.empty();
  }

  private static int factor(Gray picture) {
    int longer = Math.max(picture.width(), picture.height());
    return (longer + WORKING_SIDE - 1) / WORKING_SIDE;
  }

  /**
   * @param working the picture reduced by its factor
   */
  private Optional<Prepared> prepare(
      Gray picture, Gray working, Paper paper, Predicate<Ink> wanted) {
    Gray contrast = paper.contrast(working);
    int level = inkLevel(contrast);
    if (level < MIN_CONTRAST) {
      return Optional.empty();
    }
    // Four standard deviations of the paper: one pixel of it in 30,000 is taken for ink.
    int noise = Math.round(4 * paper.noise());
    Ink ink = Ink.isolate(contrast, Math.max(noise + 1, level / 8));
    Optional<Box> found = Ink.box(ink.digit());
    int smallest =
        Math.max(MIN_SIDE, Math.round(MIN_SHARE * Math.max(working.width(), working.height())));
    if (found.filter(b -> b.longer() >= smallest).isEmpty() || !wanted.test(ink)) {
      return Optional.empty();
    }
    removeNoise(contrast.pixels(), Math.max(noise, level / 16));
    Box digit = found.get();
    byte[] image = place(fitted(contrast, digit, level / 2));
    return Optional.of(
        new Prepared(image, width, height, unreduced(digit, factor(picture), picture)));
  }

  /** Prepares a piece of a page's ink, which is the digit and nothing else. */
  Optional<Prepared> prepare(Piece piece, Box inPicture) {
    Gray ink = new Gray(piece.box().width(), piece.box().height(), piece.ink());
    int level = inkLevel(ink);
    if (level < 1) {
      return Optional.empty();
    }
    return Ink.box(Components.of(ink, Math.max(1, level / 4)).list())
        .map(b -> new Prepared(place(fitted(ink, b, level / 2)), width, height, inPicture));
  }

  private Scaled fitted(Gray ink, Box digit, int level) {
    float missing = HairLines.missing(ink, digit, Math.max(1, level), box);
    return missing > 0 ? HairLines.toFit(ink, digit, box, missing) : Scaled.toFit(ink, digit, box);
  }

  private static Box unreduced(Box box, int factor, Gray picture) {
    int x = box.x() * factor;
    int y = box.y() * factor;
    int width = Math.min(box.width() * factor, picture.width() - x);
    int height = Math.min(box.height() * factor, picture.height() - y);
    return new Box(x, y, width, height);
  }

  /** The contrast in the middle of strokes: the median of what exceeds half of the greatest. */
  private static int inkLevel(Gray contrast) {
    int[] counts = contrast.counts();
    int greatest = Paper.highest(counts, Paper.outliers(contrast.pixels().length));
    return Paper.medianFrom(counts, greatest / 2);
  }

  /** 0 up to the noise, unchanged from twice the noise so that edges keep their shape. */
  private static void removeNoise(byte[] contrast, int noise) {
    byte[] cleaned = new byte[256];
    for (int value = 0; value < 256; value++) {
      cleaned[value] = (byte) Math.max(0, Math.min(value, 2 * (value - noise)));
    }
    for (int i = 0; i < contrast.length; i++) {
      contrast[i] = cleaned[contrast[i] & 0xFF];
    }
  }

  /**
   * Stretches the ink to 255 and moves it so that its centre of mass lies in the pixel at column
   * width / 2 and row height / 2, where MNIST has it.
   */
  private byte[] place(Scaled ink) {
    float[] values = ink.values();
    float sum = 0;
    float sumX = 0;
    float sumY = 0;
    for (int y = 0, i = 0; y < ink.height(); y++) {
      for (int x = 0; x < ink.width(); x++, i++) {
        sum += values[i];
        sumX += values[i] * x;
        sumY += values[i] * y;
      }
    }
    // The outermost rows and columns hold only the fringe of the strokes and may be cut off.
    int left = offset(width, ink.width(), sumX / sum);
    int top = offset(height, ink.height(), sumY / sum);
    float full = 255 / strongest(values);
    byte[] image = new byte[width * height];
    for (int y = Math.max(0, -top); y < ink.height() && y + top < height; y++) {
      for (int x = Math.max(0, -left); x < ink.width() && x + left < width; x++) {
        float value = Math.min(255, values[y * ink.width() + x] * full);
        image[(y + top) * width + x + left] = (byte) Math.round(value);
      }
    }
    return image;
  }

  private static int offset(int size, int inner, float centre) {
    int offset = Math.round(size / 2 - centre);
    return Math.max(-1, Math.min(offset, size - inner + 1));
  }

  /** The value that a twentieth of the ink exceeds: thin strokes become as strong as thick ones. */
  static float strongest(float[] values) {
    int ink = 0;
    for (float value : values) {
      ink += value > 0 ? 1 : 0;
    }
    float[] largest = new float[ink / 20 + 1]; // the largest first
    for (float value : values) {
      int at = largest.length;
      for (; at > 0 && value > largest[at - 1]; at--) {
        if (at < largest.length) {
          largest[at] = largest[at - 1];
        }
      }
      if (at < largest.length) {
        largest[at] = value;
      }
    }
    return largest[largest.length - 1];
  }
}
