package digits;

import digits.PageReader.Found;
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

  /** Of the 1s and all else that letters are read as, so much is a 1 cut off: n, m, u, w. */
  private static final double CUT_OFF_OF_PRINT = 0.3;

  /** Of digits that touch, so much; of others a tenth of that. */
  private static final double CUT_OFF_OF_DIGITS = 0.03;

  /** One line in so many is print. */
  private static final double PRINT = 200;

  /** So many strokes and nothing else are not all 1s; each is so much longer than wide. */
  private static final int MANY = 12;

  private static final double LONG = 2.5;

  /** What is left of the confidence that they are. */
  private static final double BARE = 0.4;

  /**
   * The digits as far as their lines are to be believed. Letters can be cut into what looks like
   * digits, but the network is seldom sure of many in a row, and too many of them are 1s.
   */
  List<List<Reading.Digit>> in(List<List<Found>> lines) {
    int all = lines.stream().mapToInt(List::size).sum();
    double pageDoubt = lines.stream().mapToDouble(Belief::doubt).sum() / (all + BENEFIT);
    long allStrokes = lines.stream().mapToLong(Belief::strokesCutOff).sum();
    boolean bare = areStrokes(lines);
    List<List<Reading.Digit>> believed = new ArrayList<>();
    for (List<Found> line : lines) {
      double mean = (doubt(line) + COMPANY * pageDoubt) / (line.size() + COMPANY);
      double trust = bare ? BARE : Math.exp(-DOUBT * Math.max(0, mean - USUAL));
      int others = all - line.size();
      long strokes = strokesCutOff(line);
      // what the other lines say weighs as much as COMPANY digits
      double weight = Math.min(1, (double) COMPANY / Math.max(1, others));
      double withOthers = strokes + weight * (allStrokes - strokes);
      double sure = trust * notPrint(withOthers, line.size() + weight * others - withOthers);
      believed.add(
          line.stream()
              .map(Found::digit)
              .map(d -> known(d.name(), sure * d.confidence(), d.prepared()))
              .toList());
    }
    return believed;
  }

  /** The probability that so many strokes cut off, and so many other digits, are no letters. */
  private static double notPrint(double strokes, double others) {
    double odds =
        strokes * Math.log(CUT_OFF_OF_PRINT / CUT_OFF_OF_DIGITS)
            + others * Math.log((1 - CUT_OFF_OF_PRINT) / (1 - CUT_OFF_OF_DIGITS))
            - Math.log(PRINT);
    return 1 / (1 + Math.exp(odds));
  }

  private static long strokesCutOff(List<Found> line) {
    return line.stream().filter(f -> f.cutOff() && f.digit().name().equals("1")).count();
  }

  /** Whether nothing but long bare strokes is there: bricks, a fence, tally marks. */
  private static boolean areStrokes(List<List<Found>> lines) {
    List<Box> boxes =
        lines.stream().flatMap(List::stream).map(found -> found.digit().prepared().box()).toList();
    return boxes.size() >= MANY && boxes.stream().allMatch(b -> b.longer() >= LONG * b.shorter());
  }

  /** Minus the sum of the logarithms of the confidences. */
  private static double doubt(List<Found> line) {
    return line.stream()
        .mapToDouble(found -> Math.min(MOST_DOUBT, -Math.log(found.digit().confidence())))
        .sum();
  }

  /** The digit, or what is not known where the confidence is too small. */
  Reading.Digit known(String name, double confidence, Prepared prepared) {
    String known = confidence < minConfidence ? Reading.UNKNOWN : name;
    return new Reading.Digit(known, confidence, prepared);
  }
}
