package digits;

import digits.image.Box;
import digits.image.Line;
import digits.image.Prepared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How far digits are to be believed, given those beside them: letters and patterns can be cut into
 * what looks like digits.
 *
 * <p>What stands together is a number or a word, as a {@link Group} tells. How many groups of a
 * page are numbers, and how even these are in height, is estimated from all of them (expectation
 * and maximisation). A digit is believed as far as the rest of its group and the other groups speak
 * for a number; what itself says is its confidence.
 *
 * @param minConfidence what is less sure is not known
 */
record Belief(double minConfidence) {
  /** The digit that is one bare stroke. */
  static final String STROKE = "1";

  /** So many groups are numbers before any is seen ... */
  private static final double USUALLY = 0.97;

  /** ... which counts as much as so many groups do. */
  private static final double EXPERIENCE = 3;

  /** After so many rounds the estimate hardly changes. */
  private static final int ROUNDS = 20;

  /** So many strokes and nothing else are not all 1s; each is so much longer than wide. */
  private static final int MANY = 12;

  private static final double LONG = 2.5;

  /** What is left of the confidence that they are. */
  private static final double BARE = 0.4;

  /** So many sure digits that stand apart from each other are a number written in cells ... */
  private static final int CELLS = 3;

  /** ... unless the gap to the next one, in heights of the line, is as wide as this. */
  private static final float NEAR = 1.5f;

  /** What a cell holds, at most: two digits may touch over the line between theirs. */
  private static final int IN_CELL = 2;

  /**
   * A digit as the line alone tells it.
   *
   * @param height in pixels of the upright page
   * @param sign whether it may be a sign instead
   * @param cutOff whether it touches the ink beside it
   * @param gap in front of it, in heights of the line; 0 for the first of a line
   */
  record Found(Reading.Digit digit, int height, boolean sign, boolean cutOff, float gap) {
    /** Whether a gap between words lies in front of it. */
    boolean apart() {
      return gap >= Line.APART;
    }
  }

  /**
   * What is believed.
   *
   * @param lines the digits of each, without those of words and without signs if there are numbers
   * @param inWords how many were left out, but for what is small: a long dash may be cut into many
   */
  record Believed(List<List<Reading.Digit>> lines, int inWords) {
    /** The digits of the lines and those that were left out. */
    int all() {
      return inWords + lines.stream().mapToInt(List::size).sum();
    }
  }

  /** The digits of each line as far as they are to be believed. */
  Believed in(List<List<Found>> lines) {
    // Small print has many letters.
    int usual = Box.usual(lines.stream().flatMap(List::stream).mapToInt(Found::height));
    List<Group> groups = groups(lines, usual);
    double[] numbers = numbers(groups);
    double[] priors = priors(groups, numbers);
    double[][] even = Group.even(groups, numbers);
    boolean any = DoubleStream.of(numbers).anyMatch(number -> number > 0.5);
    // Where every digit has a cell of its own, what is not known may be one.
    boolean longer =
        IntStream.range(0, numbers.length)
            .anyMatch(g -> numbers[g] > 0.5 && groups.get(g).found.size() > 1);
    boolean bare = areStrokes(lines);
    List<List<Reading.Digit>> believed = new ArrayList<>();
    lines.forEach(line -> believed.add(new ArrayList<>()));
    int[] inWords = new int[lines.size()];
    for (int g = 0; g < numbers.length; g++) {
      Group group = groups.get(g);
      boolean word = numbers[g] <= 0.5 && group.found.size() > 1;
      if (any && word || longer && group.isSign()) {
        inWords[group.line] += notSmall(group.found, usual);
        continue;
      }
      double evidence = group.evidence(even[g]);
      for (Found found : group.found) {
        Reading.Digit digit = found.digit();
        double beside = evidence - group.said(found);
        double trust = Math.min(1, posterior(priors[g], beside) / USUALLY);
        double confidence = (bare ? BARE : trust) * digit.confidence();
        believed.get(group.line).add(known(digit.name(), confidence, digit.prepared()));
      }
    }
    boolean known = believed.stream().anyMatch(Belief::isKnown);
    for (int line = 0; line < inWords.length; line++) {
      if (known && longer && !isKnown(believed.get(line))) {
        inWords[line] = notSmall(lines.get(line), usual);
        believed.get(line).clear();
      }
    }
    believed.removeIf(List::isEmpty);
    return new Believed(believed, IntStream.of(inWords).sum());
  }

  /** How likely each group is a number. */
  private static double[] numbers(List<Group> groups) {
    double[] numbers = new double[groups.size()];
    Arrays.fill(numbers, USUALLY);
    for (int round = 0; round < ROUNDS; round++) {
      double[] priors = priors(groups, numbers);
      double[][] even = Group.even(groups, numbers);
      Arrays.setAll(numbers, g -> posterior(priors[g], groups.get(g).evidence(even[g])));
    }
    return numbers;
  }

  /**
   * How likely each would be one if nothing were known of it, but of all others that are no small
   * print: a form has a label beside each number.
   */
  private static double[] priors(List<Group> groups, double[] numbers) {
    double sum = USUALLY * EXPERIENCE;
    double count = EXPERIENCE;
    for (int g = 0; g < numbers.length; g++) {
      if (!groups.get(g).small) {
        sum += numbers[g];
        count++;
      }
    }
    double[] priors = new double[numbers.length];
    for (int g = 0; g < priors.length; g++) {
      boolean counted = !groups.get(g).small;
      priors[g] = counted ? (sum - numbers[g]) / (count - 1) : sum / count;
    }
    return priors;
  }

  private static double posterior(double prior, double evidence) {
    return 1 / (1 + (1 - prior) / prior * Math.exp(-evidence));
  }

  private static List<Group> groups(List<List<Found>> lines, int usual) {
    List<Group> groups = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      List<Found> found = lines.get(line);
      int from = 0;
      for (int to : ends(found)) {
        int beside =
            Math.max(tallest(found.subList(0, from)), tallest(found.subList(to, found.size())));
        groups.add(new Group(line, found.subList(from, to), beside, usual));
        from = to;
      }
    }
    return groups;
  }

  /** Behind each of a line's groups: at gaps between words, but for those between cells. */
  private static List<Integer> ends(List<Found> found) {
    List<Integer> ends = new ArrayList<>();
    for (int to = 1; to <= found.size(); to++) {
      if (to == found.size() || found.get(to).apart()) {
        ends.add(to);
      }
    }
    for (int first = 0; first < ends.size(); first++) {
      int last = first;
      while (last < ends.size() && inCell(found, ends, last, last > first)) {
        last++;
      }
      if (last - first >= CELLS) {
        ends.subList(first, last - 1).clear();
      }
    }
    return ends;
  }

  /**
   * Whether a group may be what was written into a cell: one digit, or two that touch.
   *
   * @param near whether the group before must be near
   */
  private static boolean inCell(List<Found> found, List<Integer> ends, int group, boolean near) {
    int from = group == 0 ? 0 : ends.get(group - 1);
    List<Found> cell = found.subList(from, ends.get(group));
    return cell.size() <= IN_CELL
        && cell.stream().allMatch(f -> f.digit().confidence() >= Group.SURE)
        && (!near || cell.get(0).gap() < NEAR);
  }

  private static boolean isKnown(List<Reading.Digit> line) {
    return line.stream().anyMatch(Reading.Digit::known);
  }

  private static int notSmall(List<Found> found, int usual) {
    return (int) found.stream().filter(f -> f.height() >= Group.SMALL * usual).count();
  }

  private static int tallest(List<Found> found) {
    return found.stream().mapToInt(Found::height).max().orElse(0);
  }

  /** Whether nothing but long bare strokes is there: bricks, a fence, tally marks. */
  private static boolean areStrokes(List<List<Found>> lines) {
    List<Box> boxes =
        lines.stream().flatMap(List::stream).map(found -> found.digit().prepared().box()).toList();
    return boxes.size() >= MANY && boxes.stream().allMatch(b -> b.longer() >= LONG * b.shorter());
  }

  /** The digit, or what is not known where the confidence is too small. */
  Reading.Digit known(String name, double confidence, Prepared prepared) {
    String known = confidence < minConfidence ? Reading.UNKNOWN : name;
    return new Reading.Digit(known, confidence, prepared);
  }
}
