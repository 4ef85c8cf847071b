package digits;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/** Pages as one holds the camera askew, or as they lie who do not lie flat. */
final class Viewpoint {
  private Viewpoint() {}

  /** Turned clockwise about its middle; beyond the page goes on as it ends. */
  static BufferedImage tilted(BufferedImage page, double degrees) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    double middleX = page.getWidth() / 2.0;
    double middleY = page.getHeight() / 2.0;
    return seen(
        page,
        (x, y) -> {
          double right = x - middleX;
          double down = y - middleY;
          return new Point2D.Double(
              middleX + cosine * right + sine * down, middleY + cosine * down - sine * right);
        });
  }

  /** Its lines rise to the middle by a part of the page's height, and fall again. */
  static BufferedImage bent(BufferedImage page, double part) {
    return seen(
        page,
        (x, y) -> {
          double lift = part * page.getHeight() * Math.sin(Math.PI * x / page.getWidth());
          return new Point2D.Double(x, y + lift);
        });
  }

  /** Seen from its lower right corner: towards the opposite one a page is smaller by a part. */
  static BufferedImage receding(BufferedImage page, double part) {
    double middleX = page.getWidth() / 2.0;
    double middleY = page.getHeight() / 2.0;
    return seen(
        page,
        (x, y) -> {
          double right = x - middleX;
          double down = y - middleY;
          double near = 0.5 + right / page.getWidth() / 2 + down / page.getHeight() / 2;
          double scale = 1 - part * (1 - near);
          return new Point2D.Double(middleX + right / scale, middleY + down / scale);
        });
  }

  /** The place on the page that a pixel of the picture shows. */
  private interface Place {
    Point2D.Double of(int x, int y);
  }

  private static BufferedImage seen(BufferedImage page, Place place) {
    BufferedImage image =
        new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        Point2D.Double from = place.of(x, y);
        image.setRGB(x, y, between(page, from.x, from.y));
      }
    }
    return image;
  }

  /** The colour between four pixels. */
  private static int between(BufferedImage page, double x, double y) {
    double inX = Math.max(0, Math.min(page.getWidth() - 1.001, x));
    double inY = Math.max(0, Math.min(page.getHeight() - 1.001, y));
    int left = (int) inX;
    int top = (int) inY;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double sum = 0;
      for (int corner = 0; corner < 4; corner++) {
        int px = left + corner % 2;
        int py = top + corner / 2;
        double share = (1 - Math.abs(inX - px)) * (1 - Math.abs(inY - py));
        sum += share * (page.getRGB(px, py) >> shift & 0xFF);
      }
      rgb |= (int) Math.round(sum) << shift;
    }
    return rgb;
  }
}
