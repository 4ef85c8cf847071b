package digits;

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
    BufferedImage image = like(page);
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        double right = x - middleX;
        double down = y - middleY;
        double fromX = middleX + cosine * right + sine * down;
        double fromY = middleY + cosine * down - sine * right;
        image.setRGB(x, y, between(page, fromX, fromY));
      }
    }
    return image;
  }

  /** Its lines rise to the middle by a part of the page's height, and fall again. */
  static BufferedImage bent(BufferedImage page, double part) {
    BufferedImage image = like(page);
    for (int x = 0; x < page.getWidth(); x++) {
      double lift = part * page.getHeight() * Math.sin(Math.PI * x / page.getWidth());
      for (int y = 0; y < page.getHeight(); y++) {
        image.setRGB(x, y, between(page, x, y + lift));
      }
    }
    return image;
  }

  /** Seen from its lower right corner: towards the opposite one a page is smaller by a part. */
  static BufferedImage receding(BufferedImage page, double part) {
    double middleX = page.getWidth() / 2.0;
    double middleY = page.getHeight() / 2.0;
    BufferedImage image = like(page);
    for (int y = 0; y < page.getHeight(); y++) {
      for (int x = 0; x < page.getWidth(); x++) {
        double right = x - middleX;
        double down = y - middleY;
        double near = 0.5 + right / page.getWidth() / 2 + down / page.getHeight() / 2;
        double scale = 1 - part * (1 - near);
        image.setRGB(x, y, between(page, middleX + right / scale, middleY + down / scale));
      }
    }
    return image;
  }

  private static BufferedImage like(BufferedImage page) {
    return new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_INT_RGB);
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
