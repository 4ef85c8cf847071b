package digits.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/** Drawn digits and changes to pictures, for tests. */
final class Drawn {
  private Drawn() {}

  /** A 5, black on white, drawn smoothly, its height 80 % of the picture's side. */
  static Gray five(int side) {
    return five(side, side, side, 0, 0);
  }

  /** The same of a given scale in a picture of any size, moved from the top left corner. */
  static Gray five(int width, int height, double scale, double x, double y) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.translate(x, y);
    graphics.scale(scale, scale);
    graphics.setStroke(new BasicStroke(0.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D path = new Path2D.Double();
    path.moveTo(0.7, 0.15);
    path.lineTo(0.35, 0.15);
    path.lineTo(0.32, 0.45);
    path.curveTo(0.8, 0.35, 0.85, 0.9, 0.3, 0.85);
    graphics.draw(path);
    graphics.dispose();
    return new Gray(width, height, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
  }

  static Gray inverted(Gray picture) {
    byte[] pixels = picture.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ~pixels[i];
    }
    return new Gray(picture.width(), picture.height(), pixels);
  }

  /** Every pixel becomes factor x factor pixels. */
  static Gray enlarged(Gray picture, int factor) {
    int width = picture.width() * factor;
    byte[] pixels = new byte[picture.pixels().length * factor * factor];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) picture.at(i % width / factor, i / width / factor);
    }
    return new Gray(width, picture.height() * factor, pixels);
  }

  /** Luminance mapped to low + value * (high - low) / 255 + slope * x, with Gaussian noise. */
  static Gray photographed(Gray picture, int low, int high, double slope, double noise) {
    Random random = new Random(5);
    byte[] pixels = new byte[picture.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      double value = low + (picture.pixels()[i] & 0xFF) * (high - low) / 255.0;
      value += slope * (i % picture.width()) + noise * random.nextGaussian();
      pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return new Gray(picture.width(), picture.height(), pixels);
  }

  /** A copy with a filled rectangle. */
  static Gray marked(Gray picture, int x, int y, int width, int height, int value) {
    byte[] pixels = picture.pixels().clone();
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        pixels[row * picture.width() + column] = (byte) value;
      }
    }
    return new Gray(picture.width(), picture.height(), pixels);
  }

  /** The mean absolute difference of two images' pixels. */
  static double difference(byte[] a, byte[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return sum / a.length;
  }
}
