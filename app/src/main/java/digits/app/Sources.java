package digits.app;

import digits.data.Dataset;
import digits.data.Idx;
import digits.mnist.Mnist;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where labelled pictures come from: what {@code --data} names. */
final class Sources {
  static final String HELP =
      "Labelled pictures: mnist (built in), or a folder with IDX files, packed or not.";

  /** What can be evaluated on, but not trained on. */
  static final String PICTURES_HELP =
      " To evaluate, also a folder with a sub-folder of pictures for each digit, or with pictures"
          + " and a labels.tsv (file, tab, lines joined by /).";

  private Sources() {}

  static Dataset training(String source) throws IOException {
    return read(source, "train", Mnist.TRAIN_IMAGES, Mnist.TRAIN_LABELS);
  }

  static Dataset test(String source) throws IOException {
    return read(source, "t10k", Mnist.TEST_IMAGES, Mnist.TEST_LABELS);
  }

  private static Dataset read(String source, String part, Mnist images, Mnist labels)
      throws IOException {
    if (source.equals("mnist")) {
      try (InputStream imagesIn = images.open();
          InputStream labelsIn = labels.open()) {
        return Idx.read(imagesIn, images.fileName(), labelsIn, labels.fileName());
      }
    }
    Path folder = Path.of(source);
    if (!Files.isDirectory(folder)) {
      throw new Failure(source + ": no such folder; expected mnist or a folder with IDX files");
    }
    return Idx.read(folder, part);
  }
}
