package digits;

import digits.image.Line;
import digits.image.Page;
import digits.image.Preparation;
import digits.image.Prepared;
import digits.image.Turn;
import digits.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the lines of a page: of all ways to divide a line's segments into digits it takes the one
 * whose digits the network and their shapes together find likeliest (a shortest path).
 */
final class PageReader {
  /** Pictures of single digits that vote on how the page is turned. */
  private static final int VOTERS = 32;

  /** With fewer the page stays as it is. */
  private static final int LEAST_VOTERS = 3;

  private static final int FEW_VOTERS = 12;

  /** What all votes together must say, as log-probability, before a page is turned. */
  private static final double AS_IT_CAME = 1;

  /** The weight of the digits' variety. */
  private static final double VARIED = 0.15;

  /** A turn whose single digits are so much less likely is not tried. */
  private static final double CLEAR = 0.3;

  /** A vote's least probability: nobody outvotes all others. */
  private static final double LEAST_VOTE = 0.02;

  /** What it is worth, as mean log-probability, that all digits stand beside each other. */
  private static final double ALONG = 0.5;

  /** What a segment costs that must be read although its shape rules a digit out. */
  private static final float NO_DIGIT = 20;

  /** Alternatives whose shape costs more than this are not shown to the network. */
  private static final float UNLIKELY = 7;

  /** How much the network's say weighs against that of shapes. */
  private static final float SHARP = 3;

  /** What stands alone and has no likelier class than this is a sign, such as a currency's. */
  private static final float SIGN = 0.35f;

  /** What it costs to take something for a sign. */
  private static final float SIGN_COST = 3;

  /** From this cost on a shape lowers the confidence. */
  private static final float ODD = 3;

  private static final float LEAST_PROBABILITY = 1e-6f;

  private final Classifier classifier;
  private final Preparation preparation;
  private final Belief belief;

  PageReader(Classifier classifier, Preparation preparation, double minConfidence) {
    this.classifier = classifier;
    this.preparation = preparation;
    belief = new Belief(minConfidence);
  }

  /** One alternative: the segments from {@code from} up to {@code to} are this digit. */
  private record Candidate(int from, int to, float shape, Prepared prepared) {}

  /**
   * A digit of the cheapest path.
   *
   * @param sign whether it may be a sign instead
   * @param cutOff whether it touches the ink beside it
   */
  record Found(Reading.Digit digit, boolean sign, boolean cutOff) {}

  /** The digits of the page's lines, turned upright as the network sees it. */
  List<List<Reading.Digit>> read(Page page) {
    List<List<Reading.Digit>> best = List.of();
    double likeliest = Double.NEGATIVE_INFINITY;
    for (Turn turn : turns(page)) {
      List<List<Reading.Digit>> lines = read(page.lines(turn));
      double score = score(lines, turn) + ALONG * page.along(turn);
      if (score > likeliest) {
        likeliest = score;
        best = lines;
      }
    }
    return best;
  }

  /**
   * How likely the page was written as it is read now: the mean logarithm of the digits'
   * probabilities; less the divergence of their frequencies from equal ones, because a page on its
   * head is full of 8, 0 and 1; more for a page as it came, the more so the fewer digits vote.
   */
  private double score(List<List<Reading.Digit>> lines, Turn turn) {
    List<Reading.Digit> digits = lines.stream().flatMap(List::stream).toList();
    if (digits.isEmpty()) {
      return Math.log(LEAST_VOTE);
    }
    double sum = 0;
    Map<String, Double> counts = new TreeMap<>();
    for (Reading.Digit digit : digits) {
      sum += Math.log(Math.max(LEAST_VOTE, digit.confidence()));
      counts.merge(digit.name(), 1.0, Double::sum);
    }
    double mean = sum / digits.size();
    int classes = classifier.classes().size();
    double divergence = 0;
    for (String name : classifier.classes()) {
      double share = (counts.getOrDefault(name, 0.0) + 1) / (digits.size() + classes);
      divergence += share * Math.log(share * classes);
    }
    return mean - VARIED * divergence + (turn == Turn.NONE ? AS_IT_CAME / digits.size() : 0);
  }

  /**
   * The turns that single digits do not rule out. Few of them do not rule out the page as it came:
   * a dash looks like a 1 on its side.
   */
  private List<Turn> turns(Page page) {
    if (preparation.width() != preparation.height()) {
      return List.of(Turn.NONE);
    }
    List<Prepared> samples = page.samples(preparation, VOTERS);
    if (samples.size() < LEAST_VOTERS) {
      return List.of(Turn.NONE);
    }
    double[] means = new double[Turn.values().length];
    for (Turn turn : Turn.values()) {
      List<Prepared> turned = samples.stream().map(s -> s.turned(turn)).toList();
      double sum = 0;
      for (float[] probabilities : classifier.glance(turned)) {
        sum += Math.log(Math.max(LEAST_VOTE, max(probabilities)));
      }
      means[turn.ordinal()] = sum / samples.size() + ALONG * page.along(turn);
    }
    double best = Arrays.stream(means).max().orElseThrow();
    boolean few = samples.size() < FEW_VOTERS;
    return Arrays.stream(Turn.values())
        .filter(turn -> means[turn.ordinal()] > best - CLEAR || few && turn == Turn.NONE)
        .toList();
  }

  private static float max(float[] values) {
    float max = values[0];
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The digits of each line; lines without any are left out. */
  List<List<Reading.Digit>> read(List<Line> lines) {
    List<List<Candidate>> candidates = new ArrayList<>();
    List<Prepared> pictures = new ArrayList<>();
    for (Line line : lines) {
      List<Candidate> some = candidates(line);
      candidates.add(some);
      some.forEach(c -> pictures.add(c.prepared));
    }
    float[][] probabilities = classifier.glance(pictures);
    List<List<Found>> digits = new ArrayList<>();
    for (int i = 0, from = 0; i < lines.size(); i++) {
      int to = from + candidates.get(i).size();
      List<Found> line =
          best(lines.get(i), candidates.get(i), Arrays.copyOfRange(probabilities, from, to));
      if (!line.isEmpty()) {
        digits.add(line);
      }
      from = to;
    }
    return belief.in(digits);
  }

  private List<Candidate> candidates(Line line) {
    List<Candidate> candidates = new ArrayList<>();
    for (int from = 0; from < line.size(); from++) {
      int last = Math.max(line.pieceEnd(from), Math.min(line.size(), from + Line.MOST_SEGMENTS));
      for (int to = from + 1; to <= last; to++) {
        float cost = line.cost(from, to);
        boolean alone = to == from + 1;
        if (cost > UNLIKELY && !alone) {
          continue;
        }
        float shape = Math.min(cost, NO_DIGIT);
        for (Prepared prepared : line.prepare(preparation, from, to)) {
          candidates.add(new Candidate(from, to, shape, prepared));
        }
      }
    }
    return candidates;
  }

  /** The cheapest path from the line's beginning to its end. */
  private List<Found> best(Line line, List<Candidate> candidates, float[][] probabilities) {
    float[] costs = new float[line.size() + 1];
    int[] arrivals = new int[line.size() + 1]; // the candidate that ends here, -1 for an omission
    Arrays.fill(costs, Float.POSITIVE_INFINITY);
    costs[0] = 0;
    int next = 0;
    for (int from = 0; from < line.size(); from++) {
      float start = costs[from] + line.cut(from);
      float without = start + Math.min(line.omission(from), NO_DIGIT);
      if (without < costs[from + 1]) {
        costs[from + 1] = without;
        arrivals[from + 1] = -1;
      }
      for (; next < candidates.size() && candidates.get(next).from == from; next++) {
        Candidate candidate = candidates.get(next);
        double surprise = SHARP * -Math.log(Math.max(LEAST_PROBABILITY, max(probabilities[next])));
        boolean sign = isSign(line, candidate, probabilities[next]);
        float cost = start + (sign ? SIGN_COST : candidate.shape + (float) surprise);
        if (cost < costs[candidate.to]) {
          costs[candidate.to] = cost;
          arrivals[candidate.to] = next;
        }
      }
    }
    List<Found> found = new ArrayList<>();
    for (int to = line.size(); to > 0; ) {
      int arrival = arrivals[to];
      if (arrival < 0) {
        to--;
        continue;
      }
      Candidate candidate = candidates.get(arrival);
      float[] looked = classifier.look(candidate.prepared, probabilities[arrival]);
      found.add(
          new Found(
              likeliest(looked, candidate.shape, candidate.prepared),
              isSign(line, candidate, probabilities[arrival]),
              line.isCutOff(candidate.from, candidate.to)));
      to = candidate.from;
    }
    Collections.reverse(found);
    return withoutSigns(found);
  }

  /** Of a number only the first and the last may be a sign: more are letters, and are doubted. */
  private static List<Found> withoutSigns(List<Found> found) {
    int last = found.size() - 1;
    int from = last > 0 && found.get(0).sign && !found.get(1).sign ? 1 : 0;
    int to = last > from && found.get(last).sign && !found.get(last - 1).sign ? last : last + 1;
    return found.subList(from, to);
  }

  private boolean isSign(Line line, Candidate candidate, float[] probabilities) {
    return max(probabilities) < Math.min(SIGN, belief.minConfidence())
        && line.mayBeSign(candidate.from, candidate.to);
  }

  /** The likeliest class; a shape that hardly is a digit's lowers the confidence. */
  private Reading.Digit likeliest(float[] probabilities, float shape, Prepared prepared) {
    int best = Network.best(probabilities);
    double confidence = probabilities[best] * Math.exp(Math.min(0, ODD - shape));
    return new Reading.Digit(classifier.classes().get(best), confidence, prepared);
  }

  /** The digit of a picture that shows a single one. */
  Reading.Digit single(float[] probabilities, Prepared prepared) {
    Reading.Digit digit = likeliest(probabilities, 0, prepared);
    return belief.known(digit.name(), digit.confidence(), prepared);
  }
}
