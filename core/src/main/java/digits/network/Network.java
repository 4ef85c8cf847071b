package digits.network;

/**
 * A trained network: an architecture and its parameters, which nobody can change any more. Safe for
 * use by many threads.
 */
public final class Network {
  private final Architecture architecture;
  private final float[] parameters;
  private final float pixelScale;

  /**
   * @param parameters copied
   * @param pixelScale what one step of a pixel's byte, 0 to 255, was worth in training
   * @throws IllegalArgumentException if there are too few or too many parameters
   */
  public Network(Architecture architecture, float[] parameters, float pixelScale) {
    if (parameters.length != architecture.parameterCount()) {
      throw new IllegalArgumentException(
          parameters.length
              + " parameters for "
              + architecture.text()
              + ": expected "
              + architecture.parameterCount());
    }
    this.architecture = architecture;
    this.parameters = parameters.clone();
    this.pixelScale = pixelScale;
  }

  public Architecture architecture() {
    return architecture;
  }

  /** A copy, laid out as {@link Architecture#parameters} says. */
  public float[] parameters() {
    return parameters.clone();
  }

  /** What one step of a pixel's byte is worth to this network. */
  public float pixelScale() {
    return pixelScale;
  }

  /** Memory for {@link #forward}, one for each thread that calls it. */
  public Workspace workspace(int capacity) {
    return new Workspace(architecture, capacity, pixelScale);
  }

  /** Fills the workspace's logits for the pictures loaded into it. */
  public void forward(Workspace workspace) {
    architecture.forward(parameters, workspace);
  }

  /**
   * The probability of each class for one picture.
   *
   * @param pixels as many bytes as the architecture has inputs, 0 paper to 255 ink
   */
  public float[] probabilities(byte[] pixels) {
    if (pixels.length != architecture.inputs()) {
      throw new IllegalArgumentException(
          "a picture of " + pixels.length + " pixels: expected " + architecture.inputs());
    }
    Workspace workspace = workspace(1);
    workspace.load(pixels, new int[1], 0, 1);
    forward(workspace);
    return workspace.probabilities();
  }
}
