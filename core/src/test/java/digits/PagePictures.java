package digits;

import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import java.awt.image.BufferedImage;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** What tests of pages share: pictures for the reader, and how far a reading is from the truth. */
final class PagePictures {
  private PagePictures() {}

  static Gray grey(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] pixels = new byte[width * height];
    for (int i = 0; i < pixels.length; i++) {
      int rgb = image.getRGB(i % width, i / width);
      pixels[i] =
          (byte)
              Math.round(
                  0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255));
    }
    return new Gray(width, height, pixels);
  }

  /** A picture among the tests' resources. */
  static Gray resource(String name) {
    try {
      return Pictures.read(Path.of(PagePictures.class.getResource(name).toURI()));
    } catch (PictureException | URISyntaxException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Black ink on white paper, where it covers it: 0 to 1. */
  static Gray onPaper(int width, int height, float[] ink) {
    byte[] pixels = new byte[ink.length];
    for (int i = 0; i < ink.length; i++) {
      pixels[i] = (byte) (255 - 255 * ink[i]);
    }
    return new Gray(width, height, pixels);
  }

  /** Levenshtein's distance, the textbook's table. */
  static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
        } else {
          int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
          int shorter = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
          table[i][j] = Math.min(table[i - 1][j - 1] + same, shorter);
        }
      }
    }
    return table[a.length()][b.length()];
  }
}
