package digits;

import digits.Belief.Believed;
import digits.image.Page;
import digits.image.Preparation;
import digits.image.Prepared;
import digits.image.Turn;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which way up a page is: pictures of single digits vote on the turns that are worth reading, and
 * what was read tells which is the right one.
 *
 * @param minConfidence what is less sure in every turn has no vote
 */
record Upright(Classifier classifier, Preparation preparation, double minConfidence) {
  /** Pictures of single digits that are asked. */
  private static final int VOTERS = 32;

  /** With fewer the page stays as it is. */
  private static final int LEAST_VOTERS = 3;

  private static final int FEW_VOTERS = 12;

  /** What all votes together must say, as log-probability, before a page is turned. */
  private static final double AS_IT_CAME = 1;

  /** The weight of the digits' variety. */
  private static final double VARIED = 0.15;

  /** A turn whose single digits are so much less likely is not tried. */
  private static final double CLEAR = 0.6;

  /** A vote's least probability: nobody outvotes all others. */
  private static final double LEAST_VOTE = 0.02;

  /** The same of a digit in the end: what is none in any turn has no say in it. */
  private static final double LEAST_DIGIT = 0.135;

  /**
   * This share of what is read in another turn is read in the right one too; the rest are marks.
   */
  private static final double READ_ANYHOW = 0.9;

  /** What each digit that words were cut into counts for: no turn makes words likely digits. */
  private static final double IN_WORD = -0.5;

  /** What it is worth, as mean log-probability, that all digits stand beside each other. */
  private static final double ALONG = 0.5;

  /**
   * The turns that single digits and what touches do not rule out. Few digits do not rule out the
   * page as it came: a dash looks like a 1 on its side.
   */
  List<Turn> possible(Page page) {
    if (preparation.width() != preparation.height()) {
      return List.of(Turn.NONE);
    }
    List<Turn> across = Arrays.stream(Turn.values()).filter(page::runsAcross).toList();
    List<Prepared> samples = page.samples(preparation, VOTERS);
    if (samples.size() < LEAST_VOTERS) {
      return across.contains(Turn.NONE) ? List.of(Turn.NONE) : across;
    }
    Map<Turn, float[]> votes = new EnumMap<>(Turn.class);
    float[] most = new float[samples.size()]; // of each sample in any turn
    for (Turn turn : across) {
      float[][] glances = classifier.glance(samples.stream().map(s -> s.turned(turn)).toList());
      float[] vote = new float[samples.size()];
      for (int i = 0; i < vote.length; i++) {
        vote[i] = Classifier.confidence(glances[i]);
        most[i] = Math.max(most[i], vote[i]);
      }
      votes.put(turn, vote);
    }
    int[] voters = IntStream.range(0, most.length).filter(i -> most[i] >= minConfidence).toArray();
    Map<Turn, Double> means = new EnumMap<>(Turn.class);
    for (Turn turn : across) {
      double sum = 0;
      for (int voter : voters) {
        sum += Math.log(Math.max(LEAST_VOTE, votes.get(turn)[voter]));
      }
      means.put(turn, sum / Math.max(1, voters.length) + ALONG * page.along(turn));
    }
    double best = Collections.max(means.values());
    boolean few = voters.length < FEW_VOTERS;
    return across.stream()
        .filter(turn -> means.get(turn) > best - CLEAR || few && turn == Turn.NONE)
        .toList();
  }

  /**
   * How likely the page was written as it is read now: the mean logarithm of the digits'
   * probabilities; less the divergence of their frequencies from equal ones, because a page on its
   * head is full of 8, 0 and 1; more where neighbours stand beside each other; more for a page as
   * it came, the more so the fewer digits vote. Digits that are missing, compared with another
   * turn, count as those of words do.
   *
   * @param most digits read in any turn, those of words among them
   */
  double score(Page page, Turn turn, Believed read, int most) {
    List<Reading.Digit> digits = read.lines().stream().flatMap(List::stream).toList();
    double all = Math.max(read.all(), READ_ANYHOW * most);
    double along = ALONG * page.along(turn);
    if (digits.isEmpty()) {
      return Math.log(LEAST_VOTE) + along;
    }
    double sum = 0;
    Map<String, Double> counts = new TreeMap<>();
    for (Reading.Digit digit : digits) {
      sum += Math.log(Math.max(LEAST_DIGIT, digit.confidence()));
      counts.merge(digit.name(), 1.0, Double::sum);
    }
    double mean = (sum + IN_WORD * (all - digits.size())) / all;
    int classes = classifier.classes().size();
    double divergence = 0;
    for (String name : classifier.classes()) {
      double share = (counts.getOrDefault(name, 0.0) + 1) / (digits.size() + classes);
      divergence += share * Math.log(share * classes);
    }
    double asItCame = turn == Turn.NONE ? AS_IT_CAME / all : 0;
    return mean - VARIED * divergence + asItCame + along;
  }
}
