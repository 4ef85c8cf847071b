package digits.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import digits.TestData;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.Network;
import digits.network.ParameterView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  @TempDir private Path folder;

  static Model small() {
    Architecture architecture = Architecture.dense(4, 3);
    float[] parameters = architecture.initialise(Initialiser.UNIFORM, 1);
    return new Model(
        "small", new Network(architecture, parameters, 1f / 255), 2, 2, List.of("a", "b", "c"));
  }

  private static Model model(String architecture, int width, int height) {
    Architecture layers = Architecture.parse(architecture);
    float[] parameters = layers.initialise(Initialiser.UNIFORM, 1);
    List<String> classes = new ArrayList<>();
    for (int i = 0; i < layers.outputs(); i++) {
      classes.add("class" + i);
    }
    return new Model("a model", new Network(layers, parameters, 1f / 255), width, height, classes);
  }

  private static void assertSame(Model expected, Model actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.width(), actual.width());
    assertEquals(expected.height(), actual.height());
    assertEquals(expected.classes(), actual.classes());
    assertEquals(expected.facts(), actual.facts());
    assertEquals(expected.network().architecture(), actual.network().architecture());
    assertEquals(expected.network().pixelScale(), actual.network().pixelScale());
    float[] a = expected.network().parameters();
    float[] b = actual.network().parameters();
    assertEquals(a.length, b.length);
    for (int i = 0; i < a.length; i++) {
      assertEquals(Float.floatToRawIntBits(a[i]), Float.floatToRawIntBits(b[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"6 > dense 1", "6 > relu", "6 > dense 5 > relu > dense 4", "6 > dense 1025"})
  void readsWhatItWroteBitForBit(String architecture) throws IOException {
    Model model = model(architecture, 2, 3);
    Path file = folder.resolve("deeper/still/model.safetensors");
    ModelFile.write(file, model);
    assertSame(model, ModelFile.read(file));
  }

  @Test
  void keepsPeculiarWeights() throws IOException {
    float[] peculiar = {
      -0f, 0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-40f, 1
    };
    Network network = new Network(Architecture.dense(3, 2), peculiar, 0.1f);
    Model model = new Model("peculiar", network, 3, 1, List.of("x", "y"));
    assertSame(model, ModelFile.read(ModelFile.bytes(model), "file"));
  }

  @Test
  void keepsPeculiarNames() throws IOException {
    String peculiar = "\"sha256\":\"\\ \n\t\u0000\u001f\u00e9\u4e03\ud83d\ude00{}[],:";
    Network network = small().network();
    List<String> classes = List.of("Ankle boot", "T-shirt/top", "100%+ \u00e9\n");
    Model model =
        new Model(peculiar, network, 4, 1, classes)
            .withFacts(Map.of("recipe", "batch 128", peculiar, peculiar, "", ""));
    assertSame(model, ModelFile.read(ModelFile.bytes(model), "file"));
    Model nameless = new Model("", network, 4, 1, List.of("", " ", ""));
    assertSame(nameless, ModelFile.read(ModelFile.bytes(nameless), "file"));
  }

  @Test
  void theSameModelGivesTheSameBytes() {
    Map<String, String> facts = new TreeMap<>(Map.of("seed", "1", "recipe", "x", "version", "2"));
    assertArrayEquals(
        ModelFile.bytes(small().withFacts(facts)),
        ModelFile.bytes(
            small()
                .withFacts(Map.of("version", "2"))
                .withFacts(Map.of("recipe", "x", "seed", "1"))));
  }

  @Test
  void weightsBeginAtAMultipleOfEightWhateverTheHeader() {
    String name = "";
    for (int i = 0; i < 9; i++) {
      Model model = new Model(name, small().network(), 2, 2, small().classes());
      ByteBuffer bytes = ByteBuffer.wrap(ModelFile.bytes(model)).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(0, bytes.getLong(0) % 8);
      assertEquals(8 + bytes.getLong(0) + 60, bytes.capacity());
      name += "x";
    }
  }

  @Test
  void aModelThatCouldNotBeReadBackIsNotWritten() {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] parameters = small().network().parameters();
      parameters[7] = wrong;
      Network network = new Network(small().network().architecture(), parameters, 1f);
      Model model = new Model("broken", network, 2, 2, small().classes());
      Path file = folder.resolve("broken");
      String message =
          assertThrows(IllegalArgumentException.class, () -> ModelFile.write(file, model))
              .getMessage();
      assertEquals("weight 7 of 0.weight is " + wrong, message);
    }
    assertEquals(0, folder.toFile().list().length);
  }

  /** A promise: files of format 1 are read for ever, and mean the same. */
  @Test
  void readsTheOldestFile() throws IOException {
    byte[] bytes;
    try (InputStream in = ModelFileTest.class.getResourceAsStream("format-1.safetensors")) {
      bytes = in.readAllBytes();
    }
    Model model = ModelFile.read(bytes, "format-1.safetensors");
    assertEquals("three-by-three", model.name());
    assertEquals("9 > dense 4 > relu > dense 3", model.network().architecture().text());
    assertEquals(List.of("0", "Ankle boot", "\u00e9"), model.classes());
    assertEquals(3, model.width());
    assertEquals(3, model.height());
    assertEquals(1f / 255, model.network().pixelScale());
    assertEquals(Map.of("seed", "11", "recipe", "none, weights as drawn"), model.facts());
    byte[] picture = {0, (byte) 255, 17, (byte) 128, 64, 0, 3, (byte) 200, 90};
    // computed from the file with numpy, in float64
    assertArrayEquals(
        new float[] {0.37720258f, 0.42180795f, 0.20098947f},
        model.network().probabilities(picture),
        1e-6f);
    assertArrayEquals(bytes, ModelFile.bytes(model), "the same model gives the same bytes");
  }

  @Test
  void pythonReadsTheSameNumbers() throws IOException, InterruptedException {
    assumeTrue(pythonHasNumpy(), "python3 with numpy is not here");
    Model model = model("6 > dense 5 > relu > dense 4", 2, 3).withFacts(Map.of("fact", "\u00e9\n"));
    Path file = folder.resolve("model.safetensors");
    ModelFile.write(file, model);
    float[] parameters = model.network().parameters();
    List<String> expected = new ArrayList<>();
    for (ParameterView view : model.network().architecture().parameters()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * view.size()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(parameters, view.offset(), view.size());
      CRC32 crc = new CRC32();
      crc.update(bytes.array());
      String shape = view.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
      expected.add(String.format("%s %s %08x", view.name(), shape, crc.getValue()));
    }
    Path script = TestData.core().resolve("src/test/python/read_model.py");
    assertEquals(expected, python(script.toString(), file.toString()));
  }

  private static boolean pythonHasNumpy() throws InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "import numpy")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return python.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(List.of(arguments));
    Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new String(python.getInputStream().readAllBytes()).lines().toList();
    assertTrue(python.waitFor() == 0, lines.toString());
    return lines;
  }
}
