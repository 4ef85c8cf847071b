package digits.model;

import digits.network.Architecture;
import digits.network.Network;
import digits.network.ParameterView;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Models as safetensors files: the length of a JSON header as 8 bytes, the header, then the weights
 * as 32-bit floats, all little-endian. The header's {@code __metadata__} holds what is known about
 * the model, and a SHA-256 of the whole file, taken with zeros in the hash's own place, so that no
 * damage goes unseen. Files are not trusted. Format: docs/architecture.md.
 */
public final class ModelFile {
  private static final String FORMAT = "digits-1";
  private static final String HASH = "sha256";
  private static final String NO_HASH = "0".repeat(64);
  private static final String HASH_MARK = "\"" + HASH + "\":\"";
  private static final int LARGEST_HEADER = 1 << 20;
  private static final int LONGEST_MESSAGE = 300;
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
    metadata.put("format", FORMAT);
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
    metadata.put(HASH, NO_HASH);

    StringBuilder json = new StringBuilder("{\"__metadata__\":{");
    String separator = "";
    for (Map.Entry<String, String> fact : metadata.entrySet()) {
      json.append(separator);
      Json.quote(fact.getKey(), json);
      json.append(':');
      Json.quote(fact.getValue(), json);
      separator = ",";
    }
    json.append('}');
    for (ParameterView view : architecture.parameters()) {
      json.append(',');
      Json.quote(view.name(), json);
      json.append(":{\"dtype\":\"F32\",\"shape\":")
          .append(view.shape().toString().replace(" ", ""))
          .append(",\"data_offsets\":[")
          .append(4L * view.offset())
          .append(',')
          .append(4L * (view.offset() + view.size()))
          .append("]}");
    }
    json.append('}');
    // The format wants the weights to begin at a multiple of 8.
    byte[] header = json.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + 7) / 8 * 8;
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.addExact(8 + padded, Math.multiplyExact(4, parameters.length)))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(header);
    while (buffer.position() < 8 + padded) {
      buffer.put((byte) ' ');
    }
    buffer.asFloatBuffer().put(parameters);
    byte[] bytes = buffer.array();
    String text = json.toString();
    int hashAt =
        8
            + text.substring(0, text.indexOf(HASH_MARK) + HASH_MARK.length())
                .getBytes(StandardCharsets.UTF_8)
                .length;
    byte[] hash = HexFormat.of().formatHex(sha256(bytes)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hash, 0, bytes, hashAt, hash.length);
    return bytes;
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws ModelException if the file is no model, is damaged, or names what this version does not
   *     know
   */
  public static Model read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          file
              + (Files.isDirectory(file) ? ": a folder" : ": no such file")
              + "; expected a model file, such as runs/two-layer/model.safetensors");
    }
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new ModelException(
          file + ": not a model: " + size + " bytes, expected at most " + LARGEST_FILE);
    }
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads the bytes of a model file.
   *
   * @param name for messages
   * @throws ModelException as {@link #read(Path)} does
   */
  public static Model read(byte[] bytes, String name) throws ModelException {
    try {
      return parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          name
              + ": not a model this program can use: "
              + oneLine(e.getMessage())
              + "; train it again or get the file again");
    }
  }

  /** Messages quote the file, which may hold anything. */
  private static String oneLine(String message) {
    String line = message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
  }

  private static Model parse(byte[] bytes) {
    require(bytes.length >= 8, "it has " + bytes.length + " bytes, too few for a header");
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = buffer.getLong(0);
    require(
        headerLength > 1 && headerLength <= Math.min(LARGEST_HEADER, bytes.length - 8),
        "its header claims "
            + Long.toUnsignedString(headerLength)
            + " bytes, expected 2 to "
            + Math.min(LARGEST_HEADER, bytes.length - 8));
    String text = new String(bytes, 8, (int) headerLength, StandardCharsets.UTF_8);
    Object parsed;
    try {
      parsed = Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its header is no JSON, " + e.getMessage(), e);
    }
    require(parsed instanceof Map, "its header is no JSON object");
    Map<?, ?> header = (Map<?, ?>) parsed;
    SortedMap<String, String> metadata = metadata(header);
    String format = metadata.remove("format");
    require(
        FORMAT.equals(format),
        "its format is " + (format == null ? "not given" : format) + ", expected " + FORMAT);
    checkHash(bytes, text, metadata.remove(HASH));
    Architecture architecture = Architecture.parse(take(metadata, "architecture"));
    int dataAt = 8 + (int) headerLength;
    long expected = 4L * architecture.parameterCount();
    require(
        bytes.length - dataAt == expected,
        "it holds " + (bytes.length - dataAt) + " bytes of weights, expected " + expected);
    for (ParameterView view : architecture.parameters()) {
      checkTensor(header.get(view.name()), view);
    }
    require(
        header.size() == architecture.parameters().size() + 1,
        "it holds "
            + (header.size() - 1)
            + " tensors, expected "
            + architecture.parameters().size());
    float[] parameters = new float[architecture.parameterCount()];
    buffer.position(dataAt);
    buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters);
    float scale = number(metadata, "pixel_scale");
    requireNumbers(architecture, parameters, scale);
    String picture = take(metadata, "picture");
    require(
        picture.matches("[0-9]{1,5}x[0-9]{1,5}"),
        "its picture is " + picture + ", expected width x height");
    String[] sides = picture.split("x");
    return new Model(
        take(metadata, "name"),
        new Network(architecture, parameters, scale),
        Integer.parseInt(sides[0]),
        Integer.parseInt(sides[1]),
        Stream.of(take(metadata, "classes").split(" ", -1))
            .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
            .toList(),
        metadata);
  }

  private static void requireNumbers(Architecture architecture, float[] parameters, float scale) {
    for (ParameterView view : architecture.parameters()) {
      for (int i = view.offset(); i < view.offset() + view.size(); i++) {
        if (!Float.isFinite(parameters[i])) {
          throw new IllegalArgumentException(
              "weight " + (i - view.offset()) + " of " + view.name() + " is " + parameters[i]);
        }
      }
    }
    require(scale > 0 && scale <= 1, "its pixel_scale is " + scale + ", expected 0 to 1");
  }

  private static float number(SortedMap<String, String> metadata, String key) {
    String text = take(metadata, key);
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("its " + key + " is " + text + ", expected a number", e);
    }
  }

  private static SortedMap<String, String> metadata(Map<?, ?> header) {
    require(
        header.get("__metadata__") instanceof Map,
        "its header has no __metadata__: it is no model of this program");
    SortedMap<String, String> metadata = new TreeMap<>();
    ((Map<?, ?>) header.get("__metadata__"))
        .forEach(
            (key, value) -> {
              require(value instanceof String, "its metadata " + key + " is no text");
              metadata.put((String) key, (String) value);
            });
    return metadata;
  }

  private static String take(SortedMap<String, String> metadata, String key) {
    String value = metadata.remove(key);
    require(value != null, "its metadata has no " + key);
    return value;
  }

  private static void checkHash(byte[] bytes, String header, String hash) {
    int mark = header.indexOf(HASH_MARK);
    require(hash != null && hash.length() == 64 && mark >= 0, "its metadata has no " + HASH);
    int at =
        8 + header.substring(0, mark + HASH_MARK.length()).getBytes(StandardCharsets.UTF_8).length;
    require(at + 64 <= bytes.length, "its header is no valid text");
    byte[] blank = bytes.clone();
    Arrays.fill(blank, at, at + 64, (byte) '0');
    require(
        HexFormat.of().formatHex(sha256(blank)).equals(hash),
        "it is damaged: its bytes do not give its " + HASH);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void checkTensor(Object entry, ParameterView view) {
    require(entry instanceof Map, "it has no tensor " + view.name());
    Map<?, ?> tensor = (Map<?, ?>) entry;
    List<Long> shape = view.shape().stream().map(Integer::longValue).toList();
    List<Long> offsets = List.of(4L * view.offset(), 4L * (view.offset() + view.size()));
    require(
        "F32".equals(tensor.get("dtype"))
            && shape.equals(tensor.get("shape"))
            && offsets.equals(tensor.get("data_offsets")),
        "tensor " + view.name() + " is " + tensor + ", expected F32 " + shape + " at " + offsets);
  }

  private static void require(boolean right, String found) {
    if (!right) {
      throw new IllegalArgumentException(found);
    }
  }
}
