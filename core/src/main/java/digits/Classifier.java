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

  /**
   * The probability of each class, 0 to 1, for each picture.
   *
   * @param pictures as many bytes each as the network has inputs, 0 paper to 255 ink
   */
  float[][] probabilities(List<byte[]> pictures) {
    return pictures.stream().map(model.network()::probabilities).toArray(float[][]::new);
  }

  /** The same for prepared digits. */
  float[][] ofPrepared(List<Prepared> digits) {
    return probabilities(digits.stream().map(Prepared::pixels).toList());
  }
}
