package digits.model;

import java.io.IOException;
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

/**
 * A safetensors file: the length of a JSON header as 8 bytes, the header, then floats of 16 or 32
 * bits, all little-endian. The header's {@code __metadata__} names the format of what is kept, and
 * holds a SHA-256 of the whole file, taken with zeros in the hash's own place, so that no damage
 * goes unseen. Files are not trusted: what cannot be is refused with an IllegalArgumentException.
 */
final class Safetensors {
  /**
   * A named part of the data.
   *
   * @param offset of its first float
   * @param shape one number for a vector
   */
  record Tensor(String name, int offset, List<Integer> shape) {
    int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  private static final String HASH = "sha256";
  private static final String NO_HASH = "0".repeat(64);
  private static final String HASH_MARK = "\"" + HASH + "\":\"";
  private static final int LONGEST_MESSAGE = 300;

  private final Map<?, ?> header;
  private final SortedMap<String, String> metadata;
  private final ByteBuffer data;

  private Safetensors(Map<?, ?> header, SortedMap<String, String> metadata, ByteBuffer data) {
    this.header = header;
    this.metadata = metadata;
    this.data = data;
  }

  /**
   * The bytes of a file; the same arguments give the same bytes.
   *
   * @param tensors where each lies in the data, in order and without gaps
   * @param data one after the other
   */
  static byte[] bytes(
      String format, Map<String, String> facts, List<Tensor> tensors, float[]... data) {
    SortedMap<String, String> metadata = new TreeMap<>(facts);
    metadata.put("format", format);
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
    Numbers numbers = Numbers.of(data);
    long width = numbers.bytes();
    for (Tensor view : tensors) {
      json.append(',');
      Json.quote(view.name(), json);
      json.append(":{\"dtype\":\"")
          .append(numbers)
          .append("\",\"shape\":")
          .append(view.shape().toString().replace(" ", ""))
          .append(",\"data_offsets\":[")
          .append(width * view.offset())
          .append(',')
          .append(width * (view.offset() + view.size()))
          .append("]}");
    }
    json.append('}');
    // The format wants the data to begin at a multiple of 8.
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 7) / 8 * 8;
    long floats = Arrays.stream(data).mapToLong(array -> array.length).sum();
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(8 + padded + width * floats))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(text);
    while (buffer.position() < 8 + padded) {
      buffer.put((byte) ' ');
    }
    for (float[] array : data) {
      numbers.put(array, buffer);
    }
    byte[] bytes = buffer.array();
    byte[] hash = HexFormat.of().formatHex(sha256(bytes)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hash, 0, bytes, hashAt(json.toString()), hash.length);
    return bytes;
  }

  /** What parses the bytes of a file into something. */
  interface Parser<T> {
    T parse(byte[] bytes);
  }

  /**
   * Reads a file and parses it; what is wrong with it becomes one line.
   *
   * @param what it should be, such as "model"
   * @param example of one
   * @param largest bytes it may have
   */
  static <T> T read(
      Path file, String what, String example, long largest, String remedy, Parser<T> parser)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          file
              + (Files.isDirectory(file) ? ": a folder" : ": no such file")
              + "; expected a "
              + what
              + " file, such as "
              + example);
    }
    long size = Files.size(file);
    if (size > largest) {
      throw new ModelException(
          file + ": not a " + what + ": " + size + " bytes, expected at most " + largest);
    }
    return read(Files.readAllBytes(file), file.toString(), what, remedy, parser);
  }

  /** Parses bytes; what is wrong with them becomes one line that begins with {@code name}. */
  static <T> T read(byte[] bytes, String name, String what, String remedy, Parser<T> parser)
      throws ModelException {
    try {
      return parser.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          name
              + ": not a "
              + what
              + " this program can use: "
              + oneLine(e.getMessage())
              + "; "
              + remedy);
    }
  }

  /** Messages quote the file, which may hold anything. */
  private static String oneLine(String message) {
    String line = message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
  }

  static Safetensors parse(byte[] bytes, String format, int largestHeader) {
    require(bytes.length >= 8, "it has " + bytes.length + " bytes, too few for a header");
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength = buffer.getLong(0);
    require(
        headerLength > 1 && headerLength <= Math.min(largestHeader, bytes.length - 8),
        "its header claims "
            + Long.toUnsignedString(headerLength)
            + " bytes, expected 2 to "
            + Math.min(largestHeader, bytes.length - 8));
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
    String found = metadata.remove("format");
    require(
        format.equals(found),
        "its format is " + (found == null ? "not given" : found) + ", expected " + format);
    checkHash(bytes, text, metadata.remove(HASH));
    buffer.position(8 + (int) headerLength);
    return new Safetensors(header, metadata, buffer.slice());
  }

  private static SortedMap<String, String> metadata(Map<?, ?> header) {
    require(
        header.get("__metadata__") instanceof Map,
        "its header has no __metadata__: it is no file of this program");
    SortedMap<String, String> metadata = new TreeMap<>();
    ((Map<?, ?>) header.get("__metadata__"))
        .forEach(
            (key, value) -> {
              require(value instanceof String, "its metadata " + key + " is no text");
              metadata.put((String) key, (String) value);
            });
    return metadata;
  }

  private static int hashAt(String header) {
    int mark = header.indexOf(HASH_MARK);
    require(mark >= 0, "its metadata has no " + HASH);
    return 8
        + header.substring(0, mark + HASH_MARK.length()).getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkHash(byte[] bytes, String header, String hash) {
    require(hash != null && hash.length() == 64, "its metadata has no " + HASH);
    int at = hashAt(header);
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

  /** Takes a fact out of {@link #rest}. */
  String take(String key) {
    String value = metadata.remove(key);
    require(value != null, "its metadata has no " + key);
    return value;
  }

  /** The facts not taken yet. */
  SortedMap<String, String> rest() {
    return metadata;
  }

  /**
   * All the floats, once it is certain that these tensors and no others are in the file. Nothing is
   * allocated before.
   */
  float[] floats(List<Tensor> tensors) {
    Numbers numbers = numbers(tensors);
    int width = numbers.bytes();
    long expected = tensors.stream().mapToLong(view -> (long) width * view.size()).sum();
    require(
        data.remaining() == expected,
        "it holds " + data.remaining() + " bytes of weights, expected " + expected);
    for (Tensor view : tensors) {
      checkTensor(header.get(view.name()), view, numbers);
    }
    require(
        header.size() == tensors.size() + 1,
        "it holds " + (header.size() - 1) + " tensors, expected " + tensors.size());
    float[] floats = new float[data.remaining() / width];
    numbers.get(data.order(ByteOrder.LITTLE_ENDIAN), floats);
    return floats;
  }

  /** Those of the first tensor; all others must have the same. */
  private Numbers numbers(List<Tensor> tensors) {
    Object first = tensors.isEmpty() ? null : header.get(tensors.get(0).name());
    boolean half = first instanceof Map<?, ?> tensor && "F16".equals(tensor.get("dtype"));
    return half ? Numbers.F16 : Numbers.F32;
  }

  private static void checkTensor(Object entry, Tensor view, Numbers numbers) {
    require(entry instanceof Map, "it has no tensor " + view.name());
    Map<?, ?> tensor = (Map<?, ?>) entry;
    List<Long> shape = view.shape().stream().map(Integer::longValue).toList();
    long width = numbers.bytes();
    List<Long> offsets = List.of(width * view.offset(), width * (view.offset() + view.size()));
    require(
        numbers.name().equals(tensor.get("dtype"))
            && shape.equals(tensor.get("shape"))
            && offsets.equals(tensor.get("data_offsets")),
        "tensor "
            + view.name()
            + " is "
            + tensor
            + ", expected "
            + numbers
            + " "
            + shape
            + " at "
            + offsets);
  }

  static void require(boolean right, String found) {
    if (!right) {
      throw new IllegalArgumentException(found);
    }
  }
}
