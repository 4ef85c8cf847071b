package digits.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells the rows of dots or short dashes on which forms want numbers written from writing. */
final class DottedRules {
  /** A dot or dash is at most so high and so long, soft edges included, in widths of a stroke. */
  private static final float HIGH = 2.5f;

  private static final float LONG = 5;

  /**
   * The next one is at most so many times its length away, and as long or half or twice as long.
   */
  private static final float FAR = 4;

  private static final float ALIKE = 2;

  /** It lies beside the one before, but for this part of its width and a pixel. */
  private static final float LEVEL = 0.5f;

  /** So many make a rule. */
  private static final int LEAST = 8;

  /** Such a share of the steps from one to the next are alike ... */
  private static final float REGULAR = 0.75f;

  /** ... that is, differ from the usual one by less than this part of it. */
  private static final float SPREAD = 0.25f;

  private DottedRules() {}

  /**
   * The pieces without those of dotted rules, level or upright.
   *
   * @param stroke usual width
   */
  static List<Piece> without(List<Piece> pieces, float stroke) {
    Set<Piece> rules = new HashSet<>();
    for (boolean upright : new boolean[] {false, true}) {
      List<Piece> dots = new ArrayList<>(pieces);
      dots.removeIf(
          piece ->
              along(piece, upright).height() > HIGH * stroke
                  || along(piece, upright).width() > LONG * stroke);
      addRules(dots, upright, rules);
    }
    return pieces.stream().filter(piece -> !rules.contains(piece)).toList();
  }

  private static void addRules(List<Piece> dots, boolean upright, Set<Piece> rules) {
    dots.sort(Comparator.comparingInt(piece -> along(piece, upright).x()));
    boolean[] taken = new boolean[dots.size()];
    for (int first = 0; first < taken.length; first++) {
      if (!taken[first]) {
        List<Piece> row = new ArrayList<>();
        for (int i = first; i >= 0; i = next(dots, i, upright)) {
          taken[i] = true;
          row.add(dots.get(i));
        }
        if (row.size() >= LEAST && isRegular(row, upright)) {
          rules.addAll(row);
        }
      }
    }
  }

  /** The box as it lies in a page whose rules are level. */
  private static Box along(Piece piece, boolean upright) {
    Box box = piece.box();
    return upright ? new Box(box.y(), box.x(), box.height(), box.width()) : box;
  }

  /** The nearest one that continues a row, or -1. */
  private static int next(List<Piece> dots, int i, boolean upright) {
    Box box = along(dots.get(i), upright);
    float far = FAR * box.longer();
    int nearest = -1;
    for (int k = i + 1; k < dots.size(); k++) {
      Box other = along(dots.get(k), upright);
      int gap = other.x() - box.right();
      if (gap > far) {
        break;
      }
      int askew = Math.abs(other.y() + other.bottom() - box.y() - box.bottom()) / 2;
      boolean alike =
          other.longer() <= ALIKE * box.longer() + 1 && box.longer() <= ALIKE * other.longer() + 1;
      if (gap >= 0 && askew <= LEVEL * box.shorter() + 1 && alike) {
        far = gap;
        nearest = k;
      }
    }
    return nearest;
  }

  private static boolean isRegular(List<Piece> row, boolean upright) {
    float[] steps = new float[row.size() - 1];
    for (int i = 0; i < steps.length; i++) {
      Box box = along(row.get(i), upright);
      Box other = along(row.get(i + 1), upright);
      steps[i] = (other.x() + other.right() - box.x() - box.right()) / 2f;
    }
    float[] sorted = steps.clone();
    Arrays.sort(sorted);
    float usual = sorted[sorted.length / 2];
    int alike = 0;
    for (float step : steps) {
      alike += Math.abs(step - usual) <= SPREAD * usual + 0.5f ? 1 : 0;
    }
    return alike >= REGULAR * steps.length;
  }
}
