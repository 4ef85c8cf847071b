package digits.mnist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Hands out the MNIST files that this jar carries, as gzip-compressed IDX streams. Their origin and
 * licence stand in {@code NOTICE.md} beside them. Safe for use by many threads.
 */
public enum Mnist {
  /** 60,000 training images, 28 x 28, one byte a pixel, 0 is paper and 255 is ink. */
  TRAIN_IMAGES("train-images-idx3-ubyte.gz"),
  /** The 60,000 digits 0 to 9 that the training images show. */
  TRAIN_LABELS("train-labels-idx1-ubyte.gz"),
  /** 10,000 test images by other writers than the training images. */
  TEST_IMAGES("t10k-images-idx3-ubyte.gz"),
  /** The 10,000 digits that the test images show. */
  TEST_LABELS("t10k-labels-idx1-ubyte.gz");

  private final String fileName;

  Mnist(String fileName) {
    this.fileName = fileName;
  }

  /** The name of the file in this jar, which is also the name MNIST was published under. */
  public String fileName() {
    return fileName;
  }

  /**
   * Opens the file. The bytes are gzip; the caller closes the stream.
   *
   * @throws UncheckedIOException if the jar does not hold the file, which means it is damaged
   */
  public InputStream open() {
    InputStream in = Mnist.class.getResourceAsStream(fileName);
    if (in == null) {
      throw new UncheckedIOException(
          new IOException("the digits-mnist jar is damaged: " + fileName + " is missing in it"));
    }
    return in;
  }
}
