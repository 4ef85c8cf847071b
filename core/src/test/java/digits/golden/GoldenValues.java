package digits.golden;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Named arrays that an independent implementation computed. The Python scripts under {@code
 * core/src/test/python} write the files and describe their format. Immutable but for the arrays it
 * hands out, which nobody should write to.
 */
public final class GoldenValues {

  private record Tensor(int[] shape, double[] values) {}

  private final Map<String, Tensor> tensors = new TreeMap<>();

  private GoldenValues(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ");
        int[] shape = Stream.of(words).skip(1).mapToInt(Integer::parseInt).toArray();
        tensors.put(words[0], new Tensor(shape, readRows(lines, shape)));
      }
    }
  }

  /** What {@code golden_two_layer.py} wrote: see there for the names and shapes. */
  public static GoldenValues twoLayer() {
    return load("two-layer.txt.gz");
  }

  /** What {@code golden_convolutional.py} wrote: see there for the names and shapes. */
  public static GoldenValues convolutional() {
    return load("convolutional.txt.gz");
  }

  private static GoldenValues load(String file) {
    try (InputStream in = GoldenValues.class.getResourceAsStream(file);
        InputStream text = new GZIPInputStream(in);
        InputStreamReader reader = new InputStreamReader(text, StandardCharsets.US_ASCII)) {
      return new GoldenValues(new BufferedReader(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] readRows(BufferedReader lines, int[] shape) throws IOException {
    int columns = shape.length == 0 ? 1 : shape[shape.length - 1];
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double[] values = new double[size];
    for (int start = 0; start < size; start += columns) {
      double[] row =
          Stream.of(lines.readLine().split(" ")).mapToDouble(Double::parseDouble).toArray();
      if (row.length != columns) {
        throw new IOException("a row of " + row.length + " numbers, expected " + columns);
      }
      System.arraycopy(row, 0, values, start, columns);
    }
    return values;
  }

  /** The numbers of an array, row after row. */
  public double[] values(String name) {
    return tensor(name).values;
  }

  /** The numbers of an array of whole numbers, row after row. */
  public int[] integers(String name) {
    return Arrays.stream(values(name)).mapToInt(value -> (int) value).toArray();
  }

  /** The dimensions of an array; none for a scalar. */
  public int[] shape(String name) {
    return tensor(name).shape.clone();
  }

  /** The number that stands alone under this name. */
  public double scalar(String name) {
    Tensor tensor = tensor(name);
    if (tensor.shape.length != 0) {
      throw new IllegalArgumentException(name + " is no scalar: " + Arrays.toString(tensor.shape));
    }
    return tensor.values[0];
  }

  private Tensor tensor(String name) {
    if (!tensors.containsKey(name)) {
      throw new IllegalArgumentException("no " + name + " among " + tensors.keySet());
    }
    return tensors.get(name);
  }

  /**
   * Fails unless each number differs from its golden value by at most {@code relative} times that
   * value's magnitude plus {@code absolute}. The second is for values that are zero but for
   * rounding. NaN is never close.
   */
  public void assertClose(String name, double[] actual, double relative, double absolute) {
    double[] expected = values(name);
    if (actual.length != expected.length) {
      fail(name + " has " + actual.length + " values, expected " + expected.length);
    }
    for (int k = 0; k < expected.length; k++) {
      double error = Math.abs(actual[k] - expected[k]);
      // written so that NaN fails
      if (!(error <= relative * Math.abs(expected[k]) + absolute)) {
        fail(name + "[" + k + "] is " + actual[k] + ", expected " + expected[k]);
      }
    }
  }
}
