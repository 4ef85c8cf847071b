package digits.zoo;

import digits.data.Dataset;

/** The baseline below which nothing counts: always the most frequent class, equation (37). */
final class MostFrequent {
  static final ZooModel MODEL =
      new ZooModel.Counted(
          "most-frequent", "always the most frequent class", MostFrequent::parameters);

  private MostFrequent() {}

  private static float[] parameters(Dataset data) {
    int inputs = data.width() * data.height();
    int classes = data.classes().size();
    float[] parameters = new float[(inputs + 1) * classes];
    int[] counts = counts(data);
    for (int k = 0; k < classes; k++) {
      // A class without examples gets half a one: the logarithm of 0 is no weight.
      double share = Math.max(0.5, counts[k]) / data.size();
      parameters[inputs * classes + k] = (float) Math.log(share); // (37)
    }
    return parameters;
  }

  static int[] counts(Dataset data) {
    int[] counts = new int[data.classes().size()];
    for (int label : data.labels()) {
      counts[label]++;
    }
    return counts;
  }
}
