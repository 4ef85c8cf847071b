package digits.image;

/** How a picture is turned, clockwise, until its writing stands upright. */
public enum Turn {
  NONE,
  QUARTER,
  HALF,
  THREE_QUARTERS;

  /** 0, 90, 180 or 270. */
  public int degrees() {
    return 90 * ordinal();
  }

  /** Whether width and height change places. */
  boolean swaps() {
    return this == QUARTER || this == THREE_QUARTERS;
  }

  /** The picture turned clockwise. */
  public Gray of(Gray picture) {
    return this == NONE
        ? picture
        : new Gray(
            swaps() ? picture.height() : picture.width(),
            swaps() ? picture.width() : picture.height(),
            of(picture.pixels(), picture.width(), picture.height()));
  }

  /** Pixels of a picture of this width and height, turned clockwise; always a copy. */
  byte[] of(byte[] pixels, int width, int height) {
    byte[] turned = new byte[pixels.length];
    for (int y = 0, i = 0; y < height; y++) {
      // Where this row begins in the turned picture, and how far apart its pixels are there.
      int start =
          switch (this) {
            case NONE -> y * width;
            case QUARTER -> height - 1 - y;
            case HALF -> (height - y) * width - 1;
            case THREE_QUARTERS -> (width - 1) * height + y;
          };
      int step =
          switch (this) {
            case NONE -> 1;
            case QUARTER -> height;
            case HALF -> -1;
            case THREE_QUARTERS -> -height;
          };
      for (int x = 0, p = start; x < width; x++, p += step) {
        turned[p] = pixels[i++];
      }
    }
    return turned;
  }

  /** Where a box of a picture of this width and height lies once that picture is turned. */
  Box of(Box box, int width, int height) {
    int right = width - box.x() - box.width();
    int below = height - box.y() - box.height();
    return switch (this) {
      case NONE -> box;
      case QUARTER -> new Box(below, box.x(), box.height(), box.width());
      case HALF -> new Box(right, below, box.width(), box.height());
      case THREE_QUARTERS -> new Box(box.y(), right, box.height(), box.width());
    };
  }

  /** The turn that takes this one back. */
  Turn inverse() {
    return values()[(4 - ordinal()) % 4];
  }
}
