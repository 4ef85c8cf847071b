package digits.app;

import digits.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The first pictures of MNIST as a folder of IDX files, so that trainings in tests are short. */
final class SmallMnist {
  static final int TRAINING = 1_300;
  static final int TEST = 200;

  private SmallMnist() {}

  static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder, "train", Sources.training("mnist"), TRAINING);
    write(folder, "t10k", Sources.test("mnist"), TEST);
    return folder;
  }

  private static void write(Path folder, String part, Dataset data, int count) throws IOException {
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(images);
    for (int number : new int[] {2051, count, 28, 28}) {
      out.writeInt(number);
    }
    out.write(data.pixels(), 0, count * 784);
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    out = new DataOutputStream(labels);
    out.writeInt(2049);
    out.writeInt(count);
    for (int label : Arrays.copyOf(data.labels(), count)) {
      out.write(label);
    }
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
  }
}
