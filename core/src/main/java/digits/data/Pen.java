package digits.data;

import digits.data.Augmentation.Change;
import java.util.SplittableRandom;

/** Writes the strokes of a picture thicker or thinner, with gaps, hollow, or over lines. */
final class Pen {
  private final double thickness;
  private final double gaps;
  private final double outline;
  private final double lines;

  Pen(Augmentation augmentation) {
    thickness = augmentation.strength(Change.THICKNESS);
    gaps = augmentation.strength(Change.GAPS);
    outline = augmentation.strength(Change.OUTLINE);
    lines = augmentation.strength(Change.LINES);
  }

  boolean writes() {
    return thickness > 0 || gaps > 0 || outline > 0 || lines > 0;
  }

  void apply(Canvas canvas, SplittableRandom random) {
    if (thickness > 0) {
      thicken(canvas, thickness * (2 * random.nextDouble() - 1));
    }
    if (gaps > 0 && random.nextDouble() < gaps) {
      for (int count = random.nextInt(2); count >= 0; count--) {
        double angle = Math.PI * random.nextDouble();
        double x = canvas.width * (0.25 + 0.5 * random.nextDouble());
        double y = canvas.height * (0.25 + 0.5 * random.nextDouble());
        cut(canvas, x, y, angle, 0.5 + 0.5 * random.nextDouble());
      }
    }
    if (outline > 0 && random.nextDouble() < outline) {
      thicken(canvas, 1 + random.nextDouble());
      hollow(canvas);
    }
    if (lines > 0 && random.nextDouble() < lines) {
      for (int count = random.nextInt(2); count >= 0; count--) {
        double angle = Math.PI * random.nextDouble();
        double x = canvas.width * random.nextDouble();
        double y = canvas.height * random.nextDouble();
        int grey = 96 + random.nextInt(160);
        double dash = random.nextBoolean() ? 0 : 2 + 4 * random.nextDouble();
        line(canvas, x, y, angle, 0.5 + 0.5 * random.nextDouble(), grey, dash);
      }
    }
  }

  /**
   * Moves edges outwards by so many pixels, inwards if negative. A pixel half covered by ink is
   * half grey. So moving an edge by a part of a pixel is to go that part of the way to the darkest
   * (palest) of a pixel and its four neighbours (64).
   */
  static void thicken(Canvas canvas, double pixels) {
    boolean thinner = pixels < 0;
    int before = thinner ? darkest(canvas) : 0;
    for (double left = Math.abs(pixels); left > 0; left--) {
      spread(canvas, (int) (256 * Math.min(1, left)), !thinner);
    }
    if (thinner) {
      // A stroke no wider than the pen's change would fade away: keep the ink as dark as it was.
      int after = Math.max(1, darkest(canvas));
      for (int i = 0; i < canvas.ink.length; i++) {
        canvas.ink[i] = canvas.ink[i] * before / after;
      }
    }
  }

  private static int darkest(Canvas canvas) {
    int darkest = 0;
    for (int ink : canvas.ink) {
      darkest = Math.max(darkest, ink);
    }
    return darkest;
  }

  private static void spread(Canvas canvas, int share, boolean darker) {
    int[] ink = canvas.ink;
    int[] spare = canvas.spare;
    int stride = canvas.stride;
    for (int y = 0; y < canvas.height; y++) {
      int row = canvas.first + y * stride;
      for (int i = row; i < row + canvas.width; i++) {
        int a = ink[i - 1];
        int b = ink[i + 1];
        int c = ink[i - stride];
        int d = ink[i + stride];
        int here = ink[i];
        int most =
            darker
                ? Math.max(Math.max(a, b), Math.max(c, Math.max(d, here)))
                : Math.min(Math.min(a, b), Math.min(c, Math.min(d, here)));
        spare[i] = here + ((most - here) * share >> 8); // (64)
      }
    }
    canvas.swap();
  }

  /** Leaves of each stroke the pixels beside its edge: ink less what would remain of it thinner. */
  static void hollow(Canvas canvas) {
    spread(canvas, 256, false);
    for (int i = 0; i < canvas.ink.length; i++) {
      canvas.ink[i] = Math.max(0, canvas.spare[i] - canvas.ink[i]);
    }
  }

  /**
   * Draws a straight line through a point; its ends are outside.
   *
   * @param dash the length of its dashes and of the gaps between them in pixels, 0 for none
   */
  static void line(
      Canvas canvas, double x, double y, double angle, double halfWidth, int grey, double dash) {
    double acrossX = StrictMath.cos(angle);
    double acrossY = StrictMath.sin(angle);
    for (int v = 0; v < canvas.height; v++) {
      for (int u = 0; u < canvas.width; u++) {
        double away = Math.abs(acrossX * (u - x) + acrossY * (v - y));
        double along = acrossX * (v - y) - acrossY * (u - x);
        double covered = Math.min(1, halfWidth + 0.5 - away);
        if (covered > 0 && (dash == 0 || ((int) Math.floor(along / dash) & 1) == 0)) {
          int at = canvas.first + v * canvas.stride + u;
          canvas.ink[at] = Math.max(canvas.ink[at], (int) (grey * covered));
        }
      }
    }
  }

  /** Takes the ink away from a straight line through a point; its ends are outside. */
  static void cut(Canvas canvas, double x, double y, double angle, double halfWidth) {
    double acrossX = StrictMath.cos(angle);
    double acrossY = StrictMath.sin(angle);
    for (int v = 0; v < canvas.height; v++) {
      for (int u = 0; u < canvas.width; u++) {
        double away = Math.abs(acrossX * (u - x) + acrossY * (v - y));
        double kept = away - halfWidth + 0.5; // of a pixel so far from the middle of the line
        if (kept < 1) {
          int at = canvas.first + v * canvas.stride + u;
          canvas.ink[at] = kept <= 0 ? 0 : (int) (canvas.ink[at] * kept);
        }
      }
    }
  }
}
