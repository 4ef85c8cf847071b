package digits.network;

/**
 * The form of what goes from layer to layer: C channels of H x W numbers.
 *
 * @param channels C, at least 1
 * @param height H, at least 1
 * @param width W, at least 1
 */
public record Shape(int channels, int height, int width) {
  /** The most numbers a picture may become inside a network: 2^22. */
  static final int LARGEST = 1 << 22;

  /**
   * @throws IllegalArgumentException if a size is below 1 or all together are more than 2^22
   */
  public Shape {
    if (channels < 1
        || height < 1
        || width < 1
        || (long) channels * height * width > LARGEST
        || (long) channels * height > LARGEST) {
      throw new IllegalArgumentException(
          channels + " x " + height + " x " + width + ": expected 1 to " + LARGEST + " numbers");
    }
  }

  /** A row of numbers without neighbourhood. */
  public static Shape of(int size) {
    return new Shape(size, 1, 1);
  }

  /** C H W. */
  public int size() {
    return channels * height * width;
  }

  /** Pixels of a channel, H W. */
  int pixels() {
    return height * width;
  }

  // The record's own would be spun when first used, which takes longer than to read a small
  // picture.
  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape
        && channels == shape.channels
        && height == shape.height
        && width == shape.width;
  }

  @Override
  public int hashCode() {
    return (channels * 31 + height) * 31 + width;
  }

  @Override
  public String toString() {
    return pixels() == 1
        ? Integer.toString(channels)
        : (channels == 1 ? "" : channels + "x") + height + "x" + width;
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it does not
   */
  static Shape parse(String text) {
    String[] sizes = text.split("x", -1);
    int[] numbers = new int[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      numbers[i] = LayerText.number(sizes[i], text);
    }
    return switch (numbers.length) {
      case 1 -> Shape.of(numbers[0]);
      case 2 -> new Shape(1, numbers[0], numbers[1]);
      case 3 -> new Shape(numbers[0], numbers[1], numbers[2]);
      default ->
          throw new IllegalArgumentException(
              "\"" + text + "\": expected a size such as 784, 28x28 or 3x28x28");
    };
  }
}
