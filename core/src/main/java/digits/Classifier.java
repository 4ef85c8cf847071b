package digits;

import digits.image.Prepared;
import digits.model.Model;
import digits.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gives prepared pictures their probabilities: the one place where reading meets the network. Safe
 * for use by many threads.
 *
 * <p>Of what the network is not sure it takes two more looks, at the digit drawn smaller and drawn
 * narrower: the mean of what three looks say is wrong less often, and what is no digit seldom looks
 * like the same one each time. Only {@link DigitReader#PRETRAINED} has learnt digits of many sizes;
 * other networks are worse at them.
 */
final class Classifier {
  /** Below this confidence one look is not enough. */
  private static final float SURE = 0.9f;

  /** Width and height of the digit at its second and third look. */
  private static final double[][] LOOKS = {{0.85, 0.85}, {0.65, 0.85}};

  /** How often a processor comes for some of the digits of a page: some take longer. */
  private static final int TURNS = 4;

  private final Model model;
  private final boolean looksAgain;

  Classifier(Model model) {
    this.model = model;
    looksAgain = model.name().equals(DigitReader.PRETRAINED);
  }

  /** Names of the classes, in the order of the probabilities. */
  List<String> classes() {
    return model.classes();
  }

  /** The probability of each class at first sight, 0 to 1. */
  float[] glance(Prepared digit) {
    return model.network().probabilities(digit.pixels());
  }

  /** {@link #glance} for each digit, in less time than one by one. */
  float[][] together(List<Prepared> digits) {
    return model.network().probabilities(digits.stream().map(Prepared::pixels).toList());
  }

  /** {@link #together} on all processors. */
  float[][] glance(List<Prepared> digits) {
    int turns = Math.min(digits.size(), TURNS * Runtime.getRuntime().availableProcessors());
    return IntStream.range(0, turns)
        .parallel()
        .mapToObj(i -> digits.subList(digits.size() * i / turns, digits.size() * (i + 1) / turns))
        .flatMap(some -> Arrays.stream(together(some)))
        .toArray(float[][]::new);
  }

  /**
   * The probability of each class in the end. After more than one look the largest is not larger
   * than it was at first sight; what is missing to 1 belongs to no class.
   *
   * @param first what {@link #glance} said, not changed
   */
  float[] look(Prepared digit, float[] first) {
    float confidence = confidence(first);
    if (!looksAgain || confidence >= SURE) {
      return first;
    }
    float[] mean = first.clone();
    for (double[] look : LOOKS) {
      add(glance(digit.drawnSmaller(look[0], look[1])), mean);
    }
    float scale = Math.min(1f / (1 + LOOKS.length), confidence / confidence(mean));
    for (int c = 0; c < mean.length; c++) {
      mean[c] *= scale;
    }
    return mean;
  }

  /** The first, unless the network is not sure of it and surer of another; empty for none. */
  Optional<Prepared> likeliest(List<Prepared> digits) {
    if (digits.size() < 2) {
      return digits.stream().findFirst();
    }
    Prepared best = digits.get(0);
    float most = confidence(glance(best));
    for (int i = 1; i < digits.size() && most < SURE; i++) {
      float confidence = confidence(glance(digits.get(i)));
      if (confidence > most) {
        most = confidence;
        best = digits.get(i);
      }
    }
    return Optional.of(best);
  }

  /** The largest of the probabilities. */
  static float confidence(float[] probabilities) {
    return probabilities[Network.best(probabilities)];
  }

  private static void add(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] += x[i];
    }
  }
}
