package digits.model;

import digits.network.Network;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network and what is known about it. Immutable.
 *
 * @param name what the model is called
 * @param width of the pictures it takes
 * @param height of the pictures it takes
 * @param classes their names, one for each output
 * @param facts what else the file tells: recipe, seed, hash of the training data, accuracy, version
 */
public record Model(
    String name,
    Network network,
    int width,
    int height,
    List<String> classes,
    SortedMap<String, String> facts) {

  /**
   * @throws IllegalArgumentException if sizes or classes do not fit the network
   */
  public Model {
    classes = List.copyOf(classes);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    if (width < 1 || height < 1 || (long) width * height != network.architecture().inputs()) {
      throw new IllegalArgumentException(
          "pictures of "
              + width
              + " x "
              + height
              + " for a network of "
              + network.architecture().inputs()
              + " inputs");
    }
    if (classes.size() != network.architecture().outputs()) {
      throw new IllegalArgumentException(
          classes.size()
              + " names of classes for a network of "
              + network.architecture().outputs()
              + " outputs");
    }
  }

  /** A model whose other facts are given later. */
  public Model(String name, Network network, int width, int height, List<String> classes) {
    this(name, network, width, height, classes, new TreeMap<>());
  }

  /** The same model that knows more; a fact of the same name is replaced. */
  public Model withFacts(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(facts);
    all.putAll(more);
    return new Model(name, network, width, height, classes, all);
  }
}
