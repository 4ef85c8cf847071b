package digits.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The trained models this jar carries; docs/accuracy.md says how each was made. */
public final class Pretrained {
  private static final List<String> NAMES =
      List.of("two-layer", "mlp", "reader", "cnn", "committee");

  private Pretrained() {}

  public static List<String> names() {
    return NAMES;
  }

  /** The model of that name, if the jar has one. */
  public static Optional<Model> find(String name) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    String resource = name + ".safetensors";
    try (InputStream in = Pretrained.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the digits-core jar is damaged: " + resource + " is missing in it");
      }
      return Optional.of(ModelFile.read(in.readAllBytes(), resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
