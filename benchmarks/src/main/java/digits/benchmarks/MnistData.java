package digits.benchmarks;

import digits.data.Dataset;
import digits.data.Idx;
import digits.mnist.Mnist;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** MNIST from its jar. */
public final class MnistData {
  private MnistData() {}

  public static Dataset training() throws IOException {
    return read(Mnist.TRAIN_IMAGES, Mnist.TRAIN_LABELS);
  }

  public static Dataset test() throws IOException {
    return read(Mnist.TEST_IMAGES, Mnist.TEST_LABELS);
  }

  private static Dataset read(Mnist images, Mnist labels) throws IOException {
    try (InputStream imagesIn = images.open();
        InputStream labelsIn = labels.open()) {
      return Idx.read(imagesIn, images.fileName(), labelsIn, labels.fileName());
    }
  }

  public static Dataset first(Dataset data, int rows) {
    return new Dataset(
        data.name(),
        Arrays.copyOf(data.pixels(), rows * data.width() * data.height()),
        Arrays.copyOf(data.labels(), rows),
        data.width(),
        data.height(),
        data.classes());
  }
}
