package digits;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** What a page lies on when its picture is taken: a rough surface darker than the paper. */
enum Tabletop {
  BLACK(45, 40, 40),
  BROWN(125, 98, 72),
  /** With light letters on dark keys, as of a computer. */
  KEYS(38, 38, 42);

  /** Of a key and its letter, in pixels. */
  private static final int KEY = 48;

  private static final int LETTER = 16;

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
    Graphics2D graphics = image.createGraphics();
    if (this == KEYS) {
      drawKeys(graphics, width, height, random);
    }
    graphics.drawImage(page, margin, margin, null);
    return image;
  }

  private static void drawKeys(
      Graphics2D graphics, int width, int height, SplittableRandom random) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LETTER));
    for (int y = 0; y < height; y += KEY) {
      for (int x = y % (KEY / 2); x < width; x += KEY) {
        graphics.setColor(new Color(20, 20, 22));
        graphics.drawRoundRect(x, y, KEY - 4, KEY - 4, KEY / 6, KEY / 6);
        graphics.setColor(new Color(215, 215, 215));
        graphics.drawString(
            String.valueOf((char) ('A' + random.nextInt(26))), x + LETTER, y + KEY / 2);
      }
    }
  }
}
