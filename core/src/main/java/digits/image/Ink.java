package digits.image;

import digits.image.Components.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the digit's ink from dirt and frames by its connected components.
 *
 * @param all components, with dirt and frames
 * @param digit those of the digit, none if there is no ink
 */
record Ink(Components all, List<Component> digit) {
  /** A component with less than this part of the heaviest one's ink is a speck of dirt. */
  private static final float SPECK = 0.04f;

  /** A frame keeps within this part of the picture's shorter side from its edges. */
  private static final float FRAME = 0.1f;

  /** All ink of a drawing but for this part is the digit's. */
  private static final float DRAWN = 0.98f;

  /** Its strokes' outlines are at most so long, in longer sides of the largest component. */
  private static final int LONGEST = 14;

  /** They cover at most this part of the box around the digit, or are the stem of a 1. */
  private static final float FILLED = 0.5f;

  private static final float STEM = 0.2f;

  /** A digit that a picture was made for is as long as this part of its side. */
  private static final float LEAST_SHARE = 0.35f;

  /** Of a broken digit one component at least is so long; on a page of small ones none is. */
  private static final float LEAST_PART = 0.33f;

  /** A lying 0 is not wider than this, in heights; a dash is. */
  private static final float WIDE = 2.5f;

  /** One component at least is so large, as a part of the digit. */
  private static final float LARGE = 0.6f;

  /** The greatest distance of a frame's pixels from the edges; the outermost ones are at 0. */
  static int frameDepth(Gray picture) {
    return (int) (FRAME * Math.min(picture.width(), picture.height()));
  }

  /**
   * Erases from the picture (0 is paper) what reaches the threshold but is no part of the digit.
   *
   * @param threshold at least 1
   */
  static Ink isolate(Gray ink, int threshold) {
    Components all = Components.of(ink, threshold);
    List<Component> digit = new ArrayList<>(all.list());
    digit.removeIf(c -> isFrame(c, ink));
    long most = 0;
    for (Component c : digit) {
      most = Math.max(most, c.ink);
    }
    long heaviest = most;
    digit.removeIf(c -> c.ink < SPECK * heaviest);
    boolean[] kept = new boolean[all.list().size() + 1];
    kept[0] = true; // the soft edges below the threshold
    for (Component c : digit) {
      kept[c.label] = true;
    }
    for (int i = 0; i < all.labels().length; i++) {
      if (!kept[all.labels()[i]]) {
        ink.pixels()[i] = 0;
      }
    }
    return new Ink(all, digit);
  }

  /**
   * Whether nothing but the strokes of one digit is there, away from the edges: what is drawn with
   * a mouse, not a photo.
   */
  boolean isDrawing(Gray picture) {
    long whole = all.list().stream().mapToLong(c -> c.ink).sum();
    long ink = digit.stream().mapToLong(c -> c.ink).sum();
    long[] outlines = Surroundings.outlines(all, picture.width(), picture.height());
    long outline = digit.stream().mapToLong(c -> outlines[c.label]).sum();
    long area = digit.stream().mapToLong(c -> c.area).sum();
    int largest = longest();
    Box box = box(digit).orElseThrow();
    return ink >= DRAWN * whole
        && largest >= LARGE * box.longer()
        && outline <= LONGEST * largest
        && !areBeside(box, 0)
        && area <= Math.max(FILLED * box.width() * box.height(), STEM * largest * largest)
        && !box.isAtEdge(picture.width(), picture.height());
  }

  /** The longer side of the largest component. */
  private int longest() {
    return digit.stream().mapToInt(c -> c.box().longer()).max().orElseThrow();
  }

  /** A line along an edge over nearly its whole length. */
  private static boolean isFrame(Component c, Gray ink) {
    return c.depth <= frameDepth(ink)
        && (c.width() >= 0.9f * ink.width() || c.height() >= 0.9f * ink.height());
  }

  /** The smallest box that holds them all, empty for none. */
  static Optional<Box> box(List<Component> components) {
    Box all = null;
    for (Component c : components) {
      all = all == null ? c.box() : all.union(c.box());
    }
    return Optional.ofNullable(all);
  }

  /**
   * Whether components look like one digit that the picture was made for: as tall as a good part of
   * the picture, hardly wider than tall, and no two tall ones side by side. A square picture is
   * taken for a digit's more readily.
   */
  boolean isOneDigit(Gray picture) {
    Box box = box(digit).orElseThrow();
    boolean square = picture.width() <= 1.25f * picture.height();
    if (box.width() > (square ? 1.5f : 1.1f) * box.height()
        || box.longer() < LEAST_SHARE * picture.height()
        || longest() < LEAST_PART * box.longer()
        || picture.width() > 2 * picture.height()) {
      return false;
    }
    return !areBeside(box, (square ? 0.1f : 0) * box.height());
  }

  /** Whether one component alone is there, as large as a digit but wider than one usually is. */
  boolean isWideDigit(Gray picture) {
    Box box = box(digit).orElseThrow();
    return digit.size() == 1
        && box.width() > box.height()
        && box.width() <= WIDE * box.height()
        && box.longer() >= LEAST_SHARE * Math.max(picture.width(), picture.height());
  }

  /** Whether two tall components stand side by side, further than the gap from each other. */
  private boolean areBeside(Box box, float gap) {
    List<Component> tall = new ArrayList<>(digit);
    tall.removeIf(c -> c.height() < 0.6f * box.height());
    int firstRight = tall.stream().mapToInt(c -> c.right).min().orElse(0);
    int lastLeft = tall.stream().mapToInt(c -> c.left).max().orElse(0);
    return firstRight + gap < lastLeft;
  }
}
