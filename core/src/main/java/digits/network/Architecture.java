package digits.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Layers in a row, from the pixels of a picture to one logit for each class. It holds no weights:
 * those are one {@code float[]} of {@link #parameterCount} numbers, of which {@link #parameters}
 * names the parts. Immutable and safe for use by many threads.
 *
 * @param inputs pixels of a picture, 1 to 65,535
 * @param layers at least one, each taking what the one before it gives
 */
public record Architecture(int inputs, List<Layer> layers) {
  /** The most parameters a network may have: 2^28, a file of 1 GiB. */
  public static final int LARGEST = 1 << 28;

  /**
   * @throws IllegalArgumentException if the layers do not fit together
   */
  public Architecture {
    layers = List.copyOf(layers);
    if (inputs < 1 || inputs > Character.MAX_VALUE) {
      throw new IllegalArgumentException(inputs + " inputs: expected 1 to 65535");
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("an architecture without layers: expected at least one");
    }
    int width = inputs;
    long parameters = 0;
    for (Layer layer : layers) {
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "layer "
                + layer.text()
                + " takes "
                + layer.inputs()
                + " numbers but is given "
                + width);
      }
      width = layer.outputs();
      parameters += layer.parameterCount();
    }
    if (parameters > LARGEST) {
      throw new IllegalArgumentException(parameters + " parameters: expected at most " + LARGEST);
    }
  }

  /**
   * Dense layers with ReLU between them.
   *
   * @param sizes inputs, hidden layers, classes: at least two numbers
   */
  public static Architecture dense(int... sizes) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      if (i > 1) {
        layers.add(new Relu(sizes[i - 1]));
      }
      layers.add(new Dense(sizes[i - 1], sizes[i]));
    }
    return new Architecture(sizes[0], layers);
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException if the text names an unknown layer or sizes that cannot be
   */
  public static Architecture parse(String text) {
    String[] parts = text.split(" > ", -1);
    int width = size(parts[0], text);
    int inputs = width;
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Layer layer;
      if (parts[i].equals("relu")) {
        layer = new Relu(width);
      } else if (parts[i].startsWith("dense ")) {
        layer = new Dense(width, size(parts[i].substring("dense ".length()), text));
      } else {
        throw new IllegalArgumentException(
            "unknown layer \"" + parts[i] + "\" in \"" + text + "\": known are relu, dense N");
      }
      layers.add(layer);
      width = layer.outputs();
    }
    return new Architecture(inputs, layers);
  }

  private static int size(String number, String text) {
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + number + "\" in \"" + text + "\": expected a whole number", e);
    }
  }

  /** The architecture in words, such as "784 > dense 10 > relu > dense 10". */
  public String text() {
    StringBuilder text = new StringBuilder().append(inputs);
    for (Layer layer : layers) {
      text.append(" > ").append(layer.text());
    }
    return text.toString();
  }

  /** The number of classes. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Every part of the parameter array, in order and without gaps. */
  public List<ParameterView> parameters() {
    List<ParameterView> views = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < layers.size(); i++) {
      for (ParameterView view : layers.get(i).parameters()) {
        views.add(view.moved(i + ".", offset));
      }
      offset += layers.get(i).parameterCount();
    }
    return views;
  }

  /** The length of the parameter array. */
  public int parameterCount() {
    return layers.stream().mapToInt(Layer::parameterCount).sum();
  }

  /** New parameters; the same seed gives the same numbers. */
  public float[] initialise(Initialiser initialiser, long seed) {
    float[] parameters = new float[parameterCount()];
    SplittableRandom random = new SplittableRandom(seed);
    for (ParameterView view : parameters()) {
      initialiser.fill(parameters, view, random);
    }
    return parameters;
  }

  /** Fills the workspace's activations for the pictures loaded into it. */
  public void forward(float[] parameters, Workspace workspace) {
    int at = 0;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      float[] y = workspace.activations(i);
      if (i == 0 && layer instanceof Dense dense) {
        dense.forward(workspace.pixels(), parameters, at, y);
      } else {
        layer.forward(workspace.rows(), parameters, at, workspace.inputOf(i), y);
      }
      at += layer.parameterCount();
    }
  }

  /**
   * Adds the gradient of every parameter to {@code gradients}, given the workspace's {@code
   * dLogits}. Follows {@link #forward} with the same parameters.
   */
  public void backward(float[] parameters, Workspace workspace, float[] gradients) {
    int at = parameters.length;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer layer = layers.get(i);
      at -= layer.parameterCount();
      float[] dy = workspace.dActivations(i);
      if (i == 0 && layer instanceof Dense dense) {
        dense.backward(workspace.pixels(), at, dy, gradients);
      } else {
        float[] dx = i == 0 ? null : workspace.dActivations(i - 1);
        layer.backward(
            workspace.rows(),
            parameters,
            at,
            workspace.inputOf(i),
            workspace.activations(i),
            dy,
            dx,
            gradients);
      }
    }
  }
}
