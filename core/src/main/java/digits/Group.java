package digits;

import digits.Belief.Found;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The digits of a line that no gap between words parts: a number or a word. Tells how much likelier
 * they are in a number.
 *
 * <p>Of either an urn says how many digits are sure, doubtful or unknown; what is drawn is put back
 * with another like it (Polya), so groups of a kind differ from each other. Another pair of urns
 * says how many are as tall as the tallest beside them: words have letters of two heights.
 */
final class Group {
  /** From these confidences on a digit is sure, or at least doubtful. */
  static final double SURE = 0.9;

  private static final double DOUBTFUL = 0.5;

  /** The urns: sure, doubtful, unknown. The more there are, the more groups are alike. */
  private static final double[] NUMBERS = {4.5, 0.15, 0.15};

  private static final double[] WORDS = {2.8, 1, 2.2};

  /** What is cut off says so much of what others say: it may be cut badly. */
  private static final double CUT_OFF = 0.5;

  /** A 1 cut off is so many times as likely in a number: n, m, u, w are 1s cut apart. */
  private static final double STROKE_CUT_OFF = 0.3;

  /** From these parts of the tallest on a digit is tall, or at least low; below it is tiny. */
  private static final double TALL = 0.8;

  private static final double LOW = 0.6;

  /** Tall, low and tiny ones among so many digits of numbers, before any of the page is seen. */
  private static final double[] EVEN = {9, 0.8, 0.2};

  /** The urns of heights: that of words, and how many there are in that of numbers. */
  private static final double[] UNEVEN = {1.1, 1.1, 0.6};

  private static final double EVEN_COUNT = 7;

  /** Below this part of the page's usual height a group is small print ... */
  static final double SMALL = 0.5;

  /**
   * ... and so much, as a logarithm, speaks against a number: labels are, beside what is written.
   */
  private static final double LABEL = 3;

  /** What heights say counts so much: those of neighbours depend on each other. */
  private static final double HEIGHTS = 0.5;

  /** The line it belongs to. */
  final int line;

  final List<Found> found;

  /** Whether it is lower than half of the page's writing. */
  final boolean small;

  private final int[] kinds = new int[NUMBERS.length];
  private final double ofKinds;

  /** How many are tall, low and tiny; the tallest itself is not counted. */
  private final int[] heights = new int[EVEN.length];

  /**
   * @param beside the height of the tallest of the line's other groups, which one thing alone is
   *     compared with; 0 for none
   * @param usual height of the page's digits and letters
   */
  Group(int line, List<Found> found, int beside, int usual) {
    this.line = line;
    this.found = found;
    double sum = 0;
    for (int i = 0; i < found.size(); i++) {
      sum += said(found.get(i), i);
      kinds[kind(found.get(i))]++;
    }
    int[] sorted = found.stream().mapToInt(Found::height).sorted().toArray();
    int last = sorted.length - 1;
    small = sorted[last] < SMALL * usual;
    ofKinds = sum - (small ? LABEL : 0);
    // Digits in cells of their own are less even, and no letters of a word.
    boolean cells = found.stream().skip(1).anyMatch(Found::apart);
    if (last > 0 && !cells) {
      Arrays.stream(sorted, 0, last).forEach(height -> count(height, sorted[last]));
    } else if (last == 0 && beside > 0) {
      count(sorted[0], beside);
    }
  }

  private void count(double height, int tallest) {
    heights[height >= TALL * tallest ? 0 : height >= LOW * tallest ? 1 : 2]++;
  }

  /** Whether it is one thing that may be a sign: a times sign, a bullet, a hole. */
  boolean isSign() {
    return found.size() == 1 && found.get(0).sign();
  }

  /**
   * How much likelier all of it is in a number than in a word, the logarithm.
   *
   * @param even the heights of the page's other numbers, from {@link #even}
   */
  double evidence(double[] even) {
    return ofKinds + HEIGHTS * ofHeights(even);
  }

  /** What one of them, as a digit, adds to the evidence of all others. */
  double said(Found one) {
    kinds[kind(one)]--;
    double said = said(one, found.size() - 1);
    kinds[kind(one)]++;
    return said;
  }

  /** What one more says after so many. */
  private double said(Found next, int before) {
    int kind = kind(next);
    double kinds = share(NUMBERS, kind, before) - share(WORDS, kind, before);
    boolean stroke = next.cutOff() && next.digit().name().equals(Belief.STROKE);
    return (next.cutOff() ? CUT_OFF : 1) * kinds + (stroke ? Math.log(STROKE_CUT_OFF) : 0);
  }

  private double share(double[] urn, int kind, int before) {
    return Math.log((urn[kind] + kinds[kind]) / (DoubleStream.of(urn).sum() + before));
  }

  private double ofHeights(double[] even) {
    double scale = EVEN_COUNT / DoubleStream.of(even).sum();
    double uneven = DoubleStream.of(UNEVEN).sum();
    double evidence = 0;
    int before = 0;
    for (int h = 0; h < heights.length; h++) {
      for (int i = 0; i < heights[h]; i++, before++) {
        evidence += Math.log((scale * even[h] + i) / (EVEN_COUNT + before));
        evidence -= Math.log((UNEVEN[h] + i) / (uneven + before));
      }
    }
    return evidence;
  }

  /**
   * How many tall, low and tiny digits the numbers of the page have but for each group itself: some
   * hands write a 0 half as high as a 1.
   *
   * @param numbers how likely each group is a number
   */
  static double[][] even(List<Group> groups, double[] numbers) {
    double[] all = EVEN.clone();
    for (int g = 0; g < numbers.length; g++) {
      groups.get(g).addHeights(numbers[g], all);
    }
    double[][] beside = new double[numbers.length][];
    for (int g = 0; g < numbers.length; g++) {
      beside[g] = all.clone();
      groups.get(g).addHeights(-numbers[g], beside[g]);
    }
    return beside;
  }

  private void addHeights(double times, double[] sums) {
    for (int h = 0; h < heights.length; h++) {
      sums[h] += times * heights[h];
    }
  }

  private static int kind(Found found) {
    double confidence = found.digit().confidence();
    return confidence >= SURE ? 0 : confidence >= DOUBTFUL ? 1 : 2;
  }
}
