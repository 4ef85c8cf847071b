package digits.model;

import static digits.model.Safetensors.require;

import digits.network.Architecture;
import digits.network.Network;
import digits.network.ParameterView;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models as safetensors files: the weights, and in the header's {@code __metadata__} what is known
 * about the model, with a hash of the whole file. Files are not trusted. Format:
 * docs/architecture.md.
 */
public final class ModelFile {
  private static final String FORMAT = "digits-1";
  private static final String REMEDY = "train it again or get the file again";
  private static final int LARGEST_HEADER = 1 << 20;
  private static final long LARGEST_FILE = 4L * Architecture.LARGEST + LARGEST_HEADER;

  private ModelFile() {}

  /** Writes the file whole or not at all. */
  public static void write(Path file, Model model) throws IOException {
    AtomicFile.write(file, bytes(model));
  }

  /**
   * The bytes of the file; the same model gives the same bytes.
   *
   * @throws IllegalArgumentException if a weight is not a number
   */
  public static byte[] bytes(Model model) {
    Architecture architecture = model.network().architecture();
    float[] parameters = model.network().parameters();
    requireNumbers(architecture, parameters, model.network().pixelScale());
    SortedMap<String, String> metadata = new TreeMap<>(model.facts());
    metadata.put("name", model.name());
    metadata.put("architecture", architecture.text());
    metadata.put("picture", model.width() + "x" + model.height());
    // Encoded as in a web address, since a name such as "Ankle boot" has a blank of its own.
    metadata.put(
        "classes",
        model.classes().stream()
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" ")));
    metadata.put("pixel_scale", Float.toString(model.network().pixelScale()));
    return Safetensors.bytes(FORMAT, metadata, tensors(architecture), parameters);
  }

  private static List<Safetensors.Tensor> tensors(Architecture architecture) {
    return architecture.parameters().stream()
        .map(view -> new Safetensors.Tensor(view.name(), view.offset(), view.shape()))
        .toList();
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws ModelException if the file is no model, is damaged, or names what this version does not
   *     know
   */
  public static Model read(Path file) throws IOException {
    String example = "runs/two-layer/model.safetensors";
    return Safetensors.read(file, "model", example, LARGEST_FILE, REMEDY, ModelFile::parse);
  }

  /**
   * Reads the bytes of a model file.
   *
   * @param name for messages
   * @throws ModelException as {@link #read(Path)} does
   */
  public static Model read(byte[] bytes, String name) throws ModelException {
    return Safetensors.read(bytes, name, "model", REMEDY, ModelFile::parse);
  }

  private static Model parse(byte[] bytes) {
    Safetensors file = Safetensors.parse(bytes, FORMAT, LARGEST_HEADER);
    Architecture architecture = Architecture.parse(file.take("architecture"));
    float[] parameters = file.floats(tensors(architecture));
    float scale = number(file, "pixel_scale");
    requireNumbers(architecture, parameters, scale);
    String picture = file.take("picture");
    require(
        picture.matches("[0-9]{1,5}x[0-9]{1,5}"),
        "its picture is " + picture + ", expected width x height");
    String[] sides = picture.split("x");
    return new Model(
        file.take("name"),
        new Network(architecture, parameters, scale),
        Integer.parseInt(sides[0]),
        Integer.parseInt(sides[1]),
        Stream.of(file.take("classes").split(" ", -1))
            .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
            .toList(),
        file.rest());
  }

  private static void requireNumbers(Architecture architecture, float[] parameters, float scale) {
    for (ParameterView view : architecture.parameters()) {
      int end = view.offset() + view.size();
      for (int i = view.offset(); i < end; i++) {
        if (!Float.isFinite(parameters[i])) {
          throw new IllegalArgumentException(
              "weight " + (i - view.offset()) + " of " + view.name() + " is " + parameters[i]);
        }
      }
    }
    require(scale > 0 && scale <= 1, "its pixel_scale is " + scale + ", expected 0 to 1");
  }

  private static float number(Safetensors file, String key) {
    String text = file.take(key);
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its " + key + " is " + text + ", expected a number", e);
    }
  }
}
