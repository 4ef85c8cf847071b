package digits;

import digits.image.Prepared;
import digits.model.Model;
import digits.network.Workspace;
import java.util.Arrays;
import java.util.List;

/**
 * Gives prepared pictures their probabilities: the one place where reading meets the network, and
 * where calibration or a network that rejects would have their say. Safe for use by many threads.
 */
final class Classifier {
  /** Pictures that go through the network together. */
  private static final int BATCH = 64;

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
    float[][] probabilities = new float[pictures.size()][];
    if (pictures.isEmpty()) {
      return probabilities;
    }
    int classes = model.classes().size();
    int inputs = model.width() * model.height();
    int capacity = Math.min(BATCH, pictures.size());
    Workspace workspace = model.network().workspace(capacity);
    byte[] images = new byte[capacity * inputs];
    int[] order = new int[capacity];
    Arrays.setAll(order, i -> i);
    for (int from = 0; from < probabilities.length; from += capacity) {
      int rows = Math.min(capacity, probabilities.length - from);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(pictures.get(from + row), 0, images, row * inputs, inputs);
      }
      workspace.load(images, order, 0, rows);
      model.network().forward(workspace);
      float[] all = workspace.probabilities();
      for (int row = 0; row < rows; row++) {
        probabilities[from + row] = Arrays.copyOfRange(all, row * classes, (row + 1) * classes);
      }
    }
    return probabilities;
  }

  /** The same for prepared digits. */
  float[][] ofPrepared(List<Prepared> digits) {
    return probabilities(digits.stream().map(Prepared::pixels).toList());
  }
}
