package digits.app;

import digits.model.Model;
import digits.model.ModelFile;
import digits.model.Pretrained;
import digits.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a trained model by its built-in name, its file or the folder of its run. */
final class TrainedModels {
  private TrainedModels() {}

  static Model load(String nameOrFile) throws IOException {
    Optional<Model> pretrained = Pretrained.find(nameOrFile);
    if (pretrained.isPresent()) {
      return pretrained.get();
    }
    Path path = Path.of(nameOrFile);
    if (Files.isDirectory(path)) {
      return ModelFile.read(path.resolve(RunFolder.MODEL));
    }
    if (!Files.exists(path) && Zoo.find(nameOrFile).isPresent()) {
      throw new Failure(
          nameOrFile
              + ": not built in trained; expected one of "
              + String.join(", ", Pretrained.names())
              + " or a model file: digits train "
              + nameOrFile
              + " makes one");
    }
    if (!Files.exists(path) && !nameOrFile.contains("/") && !nameOrFile.contains(".")) {
      throw new Failure(
          nameOrFile
              + ": no model of that name; expected one of "
              + String.join(", ", Pretrained.names())
              + " or a model file");
    }
    return ModelFile.read(path);
  }
}
