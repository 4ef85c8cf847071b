package digits.zoo;

import digits.data.Dataset;
import digits.training.Trainer;

/** The class whose mean picture is nearest, which is a linear network: equation (36). */
final class NearestMean {
  static final ZooModel MODEL =
      new ZooModel.Counted(
          "nearest-mean", "the class whose mean picture is nearest", NearestMean::parameters);

  private NearestMean() {}

  private static float[] parameters(Dataset data) {
    int inputs = data.width() * data.height();
    int classes = data.classes().size();
    double[] means = new double[inputs * classes];
    int[] counts = MostFrequent.counts(data);
    for (int n = 0; n < data.size(); n++) {
      int label = data.labels()[n];
      for (int i = 0; i < inputs; i++) {
        means[i * classes + label] += data.pixels()[n * inputs + i] & 255;
      }
    }
    float[] parameters = new float[(inputs + 1) * classes];
    for (int k = 0; k < classes; k++) {
      double square = 0;
      for (int i = 0; i < inputs; i++) {
        double mean = means[i * classes + k] * Trainer.PIXEL_SCALE / Math.max(1, counts[k]);
        parameters[i * classes + k] = (float) (2 * mean); // (36)
        square += mean * mean;
      }
      // A class without examples has no mean: it is put farther off than any picture can be.
      parameters[inputs * classes + k] = counts[k] == 0 ? -2f * inputs : (float) -square; // (36)
    }
    return parameters;
  }
}
