package digits.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Luminance of decoded pictures: Y = 0.299 R + 0.587 G + 0.114 B (Rec. ITU-R BT.601, the weights of
 * JPEG's own Y), with transparency laid over white paper.
 *
 * <p>It reads the stored samples. {@code BufferedImage.getRGB} would take grey pictures as linear
 * light and brighten them: a stored 100 would come out as 168.
 */
final class Luminance {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private Luminance() {}

  /** Whether {@link #of} understands pictures with this colour model. */
  static boolean understands(ColorModel model) {
    int kind = model.getColorSpace().getType();
    int colours = model.getNumColorComponents();
    for (int bits : model.getComponentSize()) {
      if (bits > 16) {
        return false;
      }
    }
    return kind == ColorSpace.TYPE_GRAY && colours == 1
        || kind == ColorSpace.TYPE_RGB && colours == 3;
  }

  static Gray of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    ColorModel model = image.getColorModel();
    Raster raster = image.getRaster();
    byte[] pixels = new byte[width * height];
    if (bytes(image, pixels)) {
      return new Gray(width, height, pixels);
    }
    float[] palette = model instanceof IndexColorModel index ? palette(index) : null;
    float[] weights = palette == null ? weights(model) : null;
    int bands = raster.getNumBands();
    int[] samples = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, samples);
      int row = y * width;
      for (int x = 0; x < width; x++) {
        float grey =
            palette != null
                ? palette[Math.min(samples[x], palette.length - 1)]
                : overWhite(samples, x * bands, weights, model.hasAlpha());
        pixels[row + x] = (byte) (grey + 0.5f);
      }
    }
    return new Gray(width, height, pixels);
  }

  /**
   * The short way for the usual photo: interleaved bytes of red, green and blue without alpha, or
   * of grey alone.
   *
   * @return whether the picture is of that kind
   */
  private static boolean bytes(BufferedImage image, byte[] grey) {
    boolean rgb = image.getType() == BufferedImage.TYPE_3BYTE_BGR;
    if (!rgb && image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
      return false;
    }
    int width = image.getWidth();
    byte[] row = new byte[rgb ? 3 * width : width];
    for (int y = 0, i = 0; y < image.getHeight(); y++) {
      image.getRaster().getDataElements(0, y, width, 1, row); // red, green, blue
      if (!rgb) {
        System.arraycopy(row, 0, grey, y * width, width);
        continue;
      }
      for (int p = 0; p < row.length; p += 3) {
        int sum = 19_595 * (row[p] & 0xFF); // 0.299, 0.587 and 0.114 of 65,536
        sum += 38_470 * (row[p + 1] & 0xFF);
        sum += 7_471 * (row[p + 2] & 0xFF);
        grey[i++] = (byte) (sum + 32_768 >> 16);
      }
    }
    return true;
  }

  private static float overWhite(int[] samples, int first, float[] weights, boolean alpha) {
    int colours = alpha ? weights.length - 1 : weights.length;
    float grey = 0;
    for (int i = 0; i < colours; i++) {
      grey += weights[i] * samples[first + i];
    }
    return alpha ? 255 + (grey - 255) * (weights[colours] * samples[first + colours]) : grey;
  }

  /** Per sample: its part of the luminance 0 to 255; for alpha the factor to 0 to 1. */
  private static float[] weights(ColorModel model) {
    float[] weights = new float[model.getNumComponents()];
    float[] shares =
        model.getNumColorComponents() == 1 ? new float[] {1} : new float[] {RED, GREEN, BLUE};
    for (int i = 0; i < weights.length; i++) {
      float full = (1 << model.getComponentSize(i)) - 1;
      weights[i] = i < shares.length ? 255 * shares[i] / full : 1 / full;
    }
    return weights;
  }

  private static float[] palette(IndexColorModel model) {
    float[] palette = new float[model.getMapSize()];
    for (int i = 0; i < palette.length; i++) {
      float grey = RED * model.getRed(i) + GREEN * model.getGreen(i) + BLUE * model.getBlue(i);
      palette[i] = 255 + (grey - 255) * (model.getAlpha(i) / 255f);
    }
    return palette;
  }
}
