package digits;

import digits.image.Prepared;
import digits.model.Model;
import java.util.List;

/**
 * Gives prepared pictures their probabilities: the one place where reading meets the network, and
 * where calibration or a network that rejects would have their say. Safe for use by many threads.
 */
final class Classifier {
  private final Model model;

  Classifier(Model model) {
    this.model = model;
  }

  /** Names of the classes, in the order of the probabilities. */
  List<String> classes() {
    return model.classes();
  }

  /** The probability of each class, 0 to 1. */
  float[] ofPrepared(Prepared digit) {
    return model.network().probabilities(digit.pixels());
  }

  /** The probability of each class for each digit. */
  float[][] ofPrepared(List<Prepared> digits) {
    float[][] probabilities = new float[digits.size()][];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = ofPrepared(digits.get(i));
    }
    return probabilities;
  }
}
