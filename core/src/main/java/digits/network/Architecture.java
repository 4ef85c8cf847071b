package digits.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Layers in a row, from the pixels of a picture to one logit for each class. It holds no weights:
 * those are one {@code float[]} of {@link #parameterCount} numbers, of which {@link #parameters}
 * names the parts. Immutable and safe for use by many threads.
 *
 * @param input the form of a picture, at most 65,535 pixels
 * @param layers at least one, each taking what the one before it gives
 */
public record Architecture(Shape input, List<Layer> layers) {
  /** The most parameters a network may have: 2^28, a file of 1 GiB. */
  public static final int LARGEST = 1 << 28;

  /** The most numbers of one example inside a network: 2^23, or 1 GiB for a block of 32. */
  private static final int LARGEST_ACTIVATIONS = 1 << 23;

  /**
   * @throws IllegalArgumentException if the layers do not fit together
   */
  public Architecture {
    layers = List.copyOf(layers);
    if (input.size() > Character.MAX_VALUE) {
      throw new IllegalArgumentException(input.size() + " inputs: expected 1 to 65535");
    }
    requireFit(input, layers);
  }

  /** What the layers make of {@code input}; throws if they do not fit together. */
  static Shape requireFit(Shape input, List<Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("no layers: expected at least one");
    }
    Shape shape = input;
    long parameters = 0;
    for (Layer layer : layers) {
      boolean fits =
          layer instanceof Dense
              ? layer.input().size() == shape.size()
              : layer.input().equals(shape);
      if (!fits) {
        throw new IllegalArgumentException(
            "layer " + layer.text() + " takes " + layer.input() + " but is given " + shape);
      }
      shape = layer.output();
      parameters += layer.parameterCount();
    }
    if (parameters > LARGEST) {
      throw new IllegalArgumentException(parameters + " parameters: expected at most " + LARGEST);
    }
    long activations = activations(layers);
    if (activations > LARGEST_ACTIVATIONS) {
      throw new IllegalArgumentException(
          activations + " numbers between the layers: expected at most " + LARGEST_ACTIVATIONS);
    }
    return shape;
  }

  private static long activations(List<Layer> layers) {
    return layers.stream()
        .mapToLong(layer -> layer.output().size() + activations(layer.body()))
        .sum();
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
        layers.add(new Relu(Shape.of(sizes[i - 1])));
      }
      layers.add(new Dense(sizes[i - 1], sizes[i]));
    }
    return new Architecture(Shape.of(sizes[0]), layers);
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException if the text names an unknown layer or sizes that cannot be
   */
  public static Architecture parse(String text) {
    List<String> parts = LayerText.split(text);
    Shape input = Shape.parse(parts.get(0));
    return new Architecture(input, LayerText.parse(parts.subList(1, parts.size()), input));
  }

  /**
   * Networks of one architecture that vote, see {@link Vote}; their parameters follow each other.
   *
   * @throws IllegalArgumentException if there are none, or they differ
   */
  public static Architecture vote(List<Architecture> members) {
    if (members.stream().distinct().count() != 1) {
      throw new IllegalArgumentException("members of a vote: expected one architecture for all");
    }
    Architecture member = members.get(0);
    return new Architecture(member.input, List.of(new Vote(members.size(), member.layers)));
  }

  /** The architecture in words, such as "784 > dense 10 > relu > dense 10". */
  public String text() {
    return input + LayerText.BETWEEN + LayerText.of(layers);
  }

  /** Pixels of a picture. */
  public int inputs() {
    return input.size();
  }

  /** The number of classes. */
  public int outputs() {
    return layers.get(layers.size() - 1).output().size();
  }

  /** Every part of the parameter array, in order and without gaps. */
  public List<ParameterView> parameters() {
    return parameters(layers);
  }

  static List<ParameterView> parameters(List<Layer> layers) {
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
    Chain chain = workspace.begin();
    if (layers.get(0) instanceof Dense dense) {
      dense.forward(workspace.pixels(), parameters, 0, chain.activations(0));
      chain.forward(1, parameters, chain.parameterCount(0), chain.activations(0));
    } else {
      chain.forward(0, parameters, 0, workspace.pixels().floats());
    }
  }

  /**
   * Adds the gradient of every parameter to {@code gradients}, given the workspace's {@code
   * dLogits}. Follows {@link #forward} with the same parameters.
   */
  public void backward(float[] parameters, Workspace workspace, float[] gradients) {
    Chain chain = workspace.begin();
    int end = parameters.length;
    if (layers.get(0) instanceof Dense dense) {
      float[] dy = chain.dActivations(0);
      chain.backward(1, parameters, end, chain.activations(0), dy, gradients);
      dense.backward(workspace.pixels(), 0, dy, gradients);
    } else {
      chain.backward(0, parameters, end, workspace.pixels().floats(), null, gradients);
    }
  }
}
