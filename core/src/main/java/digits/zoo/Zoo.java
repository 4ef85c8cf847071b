package digits.zoo;

import java.util.List;
import java.util.Optional;

/** The models this project knows by name, from the plainest baseline up. */
public final class Zoo {
  private static final List<ZooModel> MODELS =
      List.of(
          MostFrequent.MODEL,
          NearestMean.MODEL,
          SoftmaxRegression.MODEL,
          TwoLayer.CLASSIC,
          TwoLayer.MODEL,
          Mlp.MODEL,
          Mlp.DISTORTED,
          LeNet5.MODEL,
          Fast.MODEL,
          Tiny.MODEL,
          Reader.MODEL,
          Cnn.MODEL,
          Cnn.COMMITTEE);

  private Zoo() {}

  public static List<ZooModel> models() {
    return MODELS;
  }

  public static Optional<ZooModel> find(String name) {
    return MODELS.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** A model of dense layers with these hidden sizes, trained as the zoo's "mlp" is. */
  public static ZooModel dense(String name, List<Integer> hidden) {
    return Mlp.of(name, hidden);
  }
}
