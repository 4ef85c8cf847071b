package digits.data;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Changes pictures at random as an {@link Augmentation} says. All memory is allocated once and used
 * for every picture, so each thread needs its own.
 */
public final class Augmenter {
  private static final int LARGEST_SIDE = 1024;

  private final int length;
  private final Warp warp;
  private final Canvas canvas;
  private final Pen pen;
  private final Scan scan;

  /**
   * @throws IllegalArgumentException if a side of the pictures is not from 1 to 1024
   */
  public Augmenter(Augmentation augmentation, int width, int height) {
    if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "augmentation: pictures of "
              + width
              + " x "
              + height
              + ", expected sides of 1 to "
              + LARGEST_SIDE);
    }
    length = width * height;
    warp = new Warp(augmentation, width, height);
    canvas = new Canvas(width, height);
    pen = new Pen(augmentation);
    scan = new Scan(augmentation, Math.max(width, height));
  }

  /**
   * Writes a changed copy of a picture.
   *
   * @param images the picture from {@code fromAt} on, row after row, 0 paper to 255 ink
   * @param random the picture's own stream, see {@link Augmentation#stream}
   * @param to gets the picture from {@code toAt} on; may overlap the first
   * @throws IndexOutOfBoundsException if a picture does not lie inside its array
   */
  public void apply(byte[] images, int fromAt, SplittableRandom random, byte[] to, int toAt) {
    Objects.checkFromIndexSize(fromAt, length, images.length);
    Objects.checkFromIndexSize(toAt, length, to.length);
    if (warp.moves()) {
      warp.apply(images, fromAt, random, to, toAt);
    } else {
      System.arraycopy(images, fromAt, to, toAt, length);
    }
    if (pen.writes() || scan.spoils()) {
      canvas.load(to, toAt);
      pen.apply(canvas, random);
      scan.apply(canvas, random);
      canvas.store(to, toAt);
    }
  }
}
