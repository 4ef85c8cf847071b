package digits;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** What a page lies on when its picture is taken: a rough surface darker than the paper. */
enum Tabletop {
  BLACK(45, 40, 40),
  BROWN(125, 98, 72);

  /** How much lighter than its colour a point may be, the same for all of a table. */
  private static final int SHEEN = 15;

  private static final int ROUGHNESS = 12;

  private final int[] colour;

  Tabletop(int... colour) {
    this.colour = colour;
  }

  /** The page with so many pixels of the table on every side. */
  BufferedImage around(BufferedImage page, int margin, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int width = page.getWidth() + 2 * margin;
    int height = page.getHeight() + 2 * margin;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int sheen = random.nextInt(SHEEN);
    for (int i = 0; i < width * height; i++) {
      int lighter = sheen + random.nextInt(ROUGHNESS);
      int rgb = 0;
      for (int part : colour) {
        rgb = rgb << 8 | part + lighter;
      }
      image.setRGB(i % width, i / width, rgb);
    }
    image.createGraphics().drawImage(page, margin, margin, null);
    return image;
  }
}
