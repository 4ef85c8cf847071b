package digits;

import digits.image.Box;
import digits.image.Prepared;
import java.util.ArrayList;
import java.util.List;

/**
 * How far digits are to be believed, given those beside them: letters and patterns can be cut into
 * what looks like digits.
 *
 * @param minConfidence what is less sure is not known
 */
record Belief(double minConfidence) {
  /**
   * A digit's doubt is minus the logarithm of its confidence, but not more than this: a piece of
   * dirt says little about the digits beside it.
   */
  private static final double MOST_DOUBT = 0.5;

  /** In 97 of 100 lines of digits the mean doubt is less, in nine of ten lines of print more. */
  private static final double USUAL = 0.1;

  /** How fast confidence falls where it is more. */
  private static final double DOUBT = 12;

  /** So many digits without doubt are added to a page, since of a few little follows. */
  private static final int BENEFIT = 6;

  /** So many digits of the page's mean doubt are added to a line, for the same reason. */
  private static final int COMPANY = 10;

  /** So many strokes and nothing else are not all 1s; each is so much longer than wide. */
  private static final int MANY = 12;

  private static final double LONG = 2.5;

  /** What is left of the confidence that they are. */
  private static final double BARE = 0.4;

  /**
   * The digits as far as their lines are to be believed. Letters can be cut into what looks like
   * digits, but the network is seldom sure of many in a row.
   */
  List<List<Reading.Digit>> in(List<List<Reading.Digit>> lines) {
    double page =
        lines.stream().mapToDouble(Belief::doubt).sum()
            / (lines.stream().mapToInt(List::size).sum() + BENEFIT);
    boolean strokes = areStrokes(lines);
    List<List<Reading.Digit>> believed = new ArrayList<>();
    for (List<Reading.Digit> line : lines) {
      double mean = (doubt(line) + COMPANY * page) / (line.size() + COMPANY);
      double trust = strokes ? BARE : Math.exp(-DOUBT * Math.max(0, mean - USUAL));
      believed.add(
          line.stream().map(d -> known(d.name(), trust * d.confidence(), d.prepared())).toList());
    }
    return believed;
  }

  /** Whether nothing but long bare strokes is there: bricks, a fence, tally marks. */
  private static boolean areStrokes(List<List<Reading.Digit>> lines) {
    List<Box> boxes =
        lines.stream().flatMap(List::stream).map(digit -> digit.prepared().box()).toList();
    return boxes.size() >= MANY && boxes.stream().allMatch(b -> b.longer() >= LONG * b.shorter());
  }

  /** Minus the sum of the logarithms of the confidences. */
  private static double doubt(List<Reading.Digit> line) {
    return line.stream().mapToDouble(d -> Math.min(MOST_DOUBT, -Math.log(d.confidence()))).sum();
  }

  /** The digit, or what is not known where the confidence is too small. */
  Reading.Digit known(String name, double confidence, Prepared prepared) {
    String known = confidence < minConfidence ? Reading.UNKNOWN : name;
    return new Reading.Digit(known, confidence, prepared);
  }
}
