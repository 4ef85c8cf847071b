package digits;

import digits.Belief.Believed;
import digits.Belief.Found;
import digits.image.Line;
import digits.image.Page;
import digits.image.Preparation;
import digits.image.Prepared;
import digits.image.Turn;
import digits.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the lines of a page: of all ways to divide a line's segments into digits it takes the one
 * whose digits the network and their shapes together find likeliest (a shortest path).
 */
final class PageReader {
  /** What a segment costs that must be read although its shape rules a digit out. */
  private static final float NO_DIGIT = 20;

  /** Alternatives whose shape costs more than this are not shown to the network. */
  private static final float UNLIKELY = 7;

  /** How much the network's say weighs against that of shapes. */
  private static final float SHARP = 3;

  /** What stands alone and has no likelier class than this is a sign, such as a currency's. */
  private static final float SIGN = 0.35f;

  /** From this cost on a shape lowers the confidence. */
  private static final float ODD = 3;

  /** What it costs to take for a digit what may be a slash, or a part of another sign. */
  private static final float ALIKE = 6;

  /** What a ring of a sign looks like, and one with the stroke of a percent sign. */
  private static final String RINGS = "06";

  private static final float LEAST_PROBABILITY = 1e-6f;

  private final Classifier classifier;
  private final Preparation preparation;
  private final Belief belief;
  private final Upright upright;

  PageReader(Classifier classifier, Preparation preparation, double minConfidence) {
    this.classifier = classifier;
    this.preparation = preparation;
    belief = new Belief(minConfidence);
    upright = new Upright(classifier, preparation, minConfidence);
  }

  /** One alternative: the segments from {@code from} up to {@code to} are this digit. */
  private record Candidate(int from, int to, float shape, Prepared prepared) {}

  /** The digits of the page's lines, turned upright as the network sees it. */
  List<List<Reading.Digit>> read(Page page) {
    Map<Turn, Believed> readings = new EnumMap<>(Turn.class);
    for (Turn turn : upright.possible(page)) {
      readings.put(turn, believed(page.lines(turn)));
    }
    int most = readings.values().stream().mapToInt(Believed::all).max().orElse(0);
    List<List<Reading.Digit>> best = List.of();
    double likeliest = Double.NEGATIVE_INFINITY;
    for (Turn turn : readings.keySet()) {
      double score = upright.score(page, turn, readings.get(turn), most);
      if (score > likeliest) {
        likeliest = score;
        best = readings.get(turn).lines();
      }
    }
    return best;
  }

  /** The digits of each line; lines without any are left out. */
  List<List<Reading.Digit>> read(List<Line> lines) {
    return believed(lines).lines();
  }

  private Believed believed(List<Line> lines) {
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

  /**
   * The digits of the cheapest path through the line. Digits of a path are looked at again, which
   * makes none cheaper, until those of the cheapest one all have been: then no other is cheaper.
   *
   * @param glances what the network said of each candidate at first sight
   */
  private List<Found> best(Line line, List<Candidate> candidates, float[][] glances) {
    float[] costs = new float[glances.length];
    for (int c = 0; c < costs.length; c++) {
      costs[c] = cost(line, candidates.get(c), glances[c], glances[c]);
    }
    float[][] looks = new float[glances.length][];
    List<Integer> path = path(line, candidates, costs);
    while (path.stream().anyMatch(c -> looks[c] == null)) {
      for (int c : path) {
        if (looks[c] == null) {
          looks[c] = classifier.look(candidates.get(c).prepared, glances[c]);
          costs[c] = cost(line, candidates.get(c), glances[c], looks[c]);
        }
      }
      path = path(line, candidates, costs);
    }
    List<Found> found = new ArrayList<>();
    int before = 0;
    for (int c : path) {
      Candidate candidate = candidates.get(c);
      found.add(
          new Found(
              likeliest(looks[c], candidate.shape, candidate.prepared),
              line.height(candidate.from, candidate.to),
              isSign(line, candidate, glances[c]),
              line.isCutOff(candidate.from, candidate.to),
              before == 0 ? 0 : line.gap(before, candidate.from)));
      before = candidate.to;
    }
    return withoutSigns(found);
  }

  /** What a candidate costs: half of the network's say is what it said at first sight. */
  private float cost(Line line, Candidate candidate, float[] glance, float[] look) {
    if (isSign(line, candidate, glance)) {
      return line.signCost(candidate.from, candidate.to);
    }
    String name = classifier.classes().get(Network.best(glance));
    boolean alike =
        name.equals(Belief.STROKE) && line.mayBeSlash(candidate.from, candidate.to)
            || (RINGS.contains(name) || candidate.to > candidate.from + 1)
                && line.hasRing(candidate.from, candidate.to);
    double surprise = -(logarithm(glance) + logarithm(look)) / 2;
    return (alike ? ALIKE : 0) + candidate.shape + (float) (SHARP * surprise);
  }

  private static double logarithm(float[] probabilities) {
    return Math.log(Math.max(LEAST_PROBABILITY, Classifier.confidence(probabilities)));
  }

  /** The candidates of the cheapest path from the line's beginning to its end. */
  private static List<Integer> path(Line line, List<Candidate> candidates, float[] costs) {
    float[] cheapest = new float[line.size() + 1];
    int[] arrivals = new int[line.size() + 1]; // the candidate that ends here, -1 for an omission
    Arrays.fill(cheapest, Float.POSITIVE_INFINITY);
    cheapest[0] = 0;
    int next = 0;
    for (int from = 0; from < line.size(); from++) {
      float start = cheapest[from] + line.cut(from);
      float without = start + Math.min(line.omission(from), NO_DIGIT);
      if (without < cheapest[from + 1]) {
        cheapest[from + 1] = without;
        arrivals[from + 1] = -1;
      }
      for (; next < candidates.size() && candidates.get(next).from == from; next++) {
        int to = candidates.get(next).to;
        if (start + costs[next] < cheapest[to]) {
          cheapest[to] = start + costs[next];
          arrivals[to] = next;
        }
      }
    }
    List<Integer> path = new ArrayList<>();
    for (int to = line.size(); to > 0; ) {
      int arrival = arrivals[to];
      if (arrival >= 0) {
        path.add(arrival);
      }
      to = arrival < 0 ? to - 1 : candidates.get(arrival).from;
    }
    Collections.reverse(path);
    return path;
  }

  /** Of a number only the first and the last may be a sign: more are letters, and are doubted. */
  private static List<Found> withoutSigns(List<Found> found) {
    int last = found.size() - 1;
    int from = last > 0 && found.get(0).sign() && !found.get(1).sign() ? 1 : 0;
    int to = last > from && found.get(last).sign() && !found.get(last - 1).sign() ? last : last + 1;
    return found.subList(from, to);
  }

  private boolean isSign(Line line, Candidate candidate, float[] probabilities) {
    return Classifier.confidence(probabilities) < Math.min(SIGN, belief.minConfidence())
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
