package digits.model;

import static digits.model.Safetensors.require;

import digits.network.Architecture;
import digits.training.TrainingListener.Epoch;
import digits.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An interrupted training as a file. It is a safetensors file as models are, with its hash, and
 * trusted as little. Format: docs/architecture.md.
 *
 * @param facts what else the file tells, such as where the data are
 */
public record Checkpoint(TrainingState state, SortedMap<String, String> facts) {
  private static final String FORMAT = "digits-checkpoint-1";
  private static final String REMEDY = "train again from the beginning";

  /** Room for the history of half a million epochs. */
  private static final int LARGEST_HEADER = 1 << 26;

  private static final int MOST_MOMENTS = 8;

  public Checkpoint {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** Writes the file whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, bytes());
  }

  /**
   * The bytes of the file.
   *
   * @throws ArithmeticException if they would be more than 2 GiB
   */
  public byte[] bytes() {
    SortedMap<String, String> metadata = new TreeMap<>();
    facts.forEach((name, value) -> metadata.put("fact." + name, value));
    metadata.put("architecture", state.architecture());
    metadata.put("recipe", state.recipe());
    metadata.put("seed", Long.toString(state.seed()));
    metadata.put("step", Long.toString(state.step()));
    metadata.put("best_loss", Double.toString(state.bestLoss()));
    metadata.put("waited", Integer.toString(state.waited()));
    metadata.put("loss", Double.toString(state.loss()));
    metadata.put("correct", Integer.toString(state.correct()));
    metadata.put("seconds", Double.toString(state.seconds()));
    metadata.put("validation_seconds", Double.toString(state.validationSeconds()));
    metadata.put(
        "epochs", state.epochs().stream().map(Checkpoint::text).collect(Collectors.joining(";")));
    metadata.put("moments", Integer.toString(state.moments().length));
    metadata.put("averaged", Boolean.toString(state.average().length > 0));
    metadata.put("best", Boolean.toString(state.best().length > 0));
    List<float[]> arrays = new ArrayList<>(List.of(state.parameters()));
    Collections.addAll(arrays, state.moments());
    Stream.of(state.average(), state.best()).filter(a -> a.length > 0).forEach(arrays::add);
    return Safetensors.bytes(
        FORMAT,
        metadata,
        tensors(
            state.parameters().length,
            state.moments().length,
            state.average().length > 0,
            state.best().length > 0),
        arrays.toArray(float[][]::new));
  }

  private static List<Safetensors.Tensor> tensors(
      int length, int moments, boolean averaged, boolean best) {
    List<String> names = new ArrayList<>(List.of("parameters"));
    for (int i = 0; i < moments; i++) {
      names.add("moment." + i);
    }
    if (averaged) {
      names.add("average");
    }
    if (best) {
      names.add("best");
    }
    require(
        (long) length * names.size() <= Integer.MAX_VALUE / Float.BYTES,
        names.size() + " tensors of " + length + " numbers, expected at most 2 GiB");
    List<Safetensors.Tensor> tensors = new ArrayList<>();
    for (String name : names) {
      tensors.add(new Safetensors.Tensor(name, tensors.size() * length, List.of(length)));
    }
    return tensors;
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws ModelException if the file is no checkpoint, is damaged, or says what cannot be
   */
  public static Checkpoint read(Path file) throws IOException {
    String example = "runs/two-layer/checkpoint.safetensors";
    return Safetensors.read(
        file, "checkpoint", example, Integer.MAX_VALUE - 8, REMEDY, Checkpoint::parse);
  }

  /**
   * Reads the bytes of a checkpoint.
   *
   * @param name for messages
   * @throws ModelException as {@link #read(Path)} does
   */
  public static Checkpoint read(byte[] bytes, String name) throws ModelException {
    return Safetensors.read(bytes, name, "checkpoint", REMEDY, Checkpoint::parse);
  }

  private static Checkpoint parse(byte[] bytes) {
    Safetensors file = Safetensors.parse(bytes, FORMAT, LARGEST_HEADER);
    Architecture architecture = Architecture.parse(file.take("architecture"));
    int length = architecture.parameterCount();
    int moments = Integer.parseInt(file.take("moments"));
    require(moments >= 0 && moments <= MOST_MOMENTS, "it has " + moments + " moments");
    boolean averaged = Boolean.parseBoolean(file.take("averaged"));
    boolean best = Boolean.parseBoolean(file.take("best"));
    List<Safetensors.Tensor> tensors = tensors(length, moments, averaged, best);
    float[] floats = file.floats(tensors);
    float[][] arrays = new float[tensors.size()][];
    Arrays.setAll(arrays, i -> Arrays.copyOfRange(floats, i * length, (i + 1) * length));
    float[] none = new float[0];
    TrainingState state =
        new TrainingState(
            architecture.text(),
            file.take("recipe"),
            Long.parseLong(file.take("seed")),
            Long.parseLong(file.take("step")),
            arrays[0],
            Arrays.copyOfRange(arrays, 1, 1 + moments),
            averaged ? arrays[1 + moments] : none,
            best ? arrays[arrays.length - 1] : none,
            Double.parseDouble(file.take("best_loss")),
            Integer.parseInt(file.take("waited")),
            Double.parseDouble(file.take("loss")),
            Integer.parseInt(file.take("correct")),
            Double.parseDouble(file.take("seconds")),
            Double.parseDouble(file.take("validation_seconds")),
            epochs(file.take("epochs")));
    SortedMap<String, String> facts = new TreeMap<>();
    for (Map.Entry<String, String> fact : file.rest().entrySet()) {
      require(fact.getKey().startsWith("fact."), "its metadata " + fact.getKey() + " is unknown");
      facts.put(fact.getKey().substring("fact.".length()), fact.getValue());
    }
    return new Checkpoint(state, facts);
  }

  private static String text(Epoch epoch) {
    return Stream.of(
            epoch.number(),
            epoch.rate(),
            epoch.loss(),
            epoch.accuracy(),
            epoch.validationLoss(),
            epoch.validationAccuracy(),
            epoch.seconds(),
            epoch.imagesPerSecond())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static List<Epoch> epochs(String text) {
    return text.isEmpty() ? List.of() : Stream.of(text.split(";")).map(Checkpoint::epoch).toList();
  }

  private static Epoch epoch(String text) {
    String[] parts = text.split(" ", -1);
    require(parts.length == 8, "an epoch of it is \"" + text + "\", expected 8 numbers");
    double[] n = Stream.of(parts).skip(1).mapToDouble(Double::parseDouble).toArray();
    return new Epoch(Integer.parseInt(parts[0]), n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  }
}
