package digits;

import digits.data.Augmentation;
import digits.data.Augmentation.Change;
import digits.data.Augmenter;
import digits.data.Dataset;
import digits.data.Nonsense;
import digits.data.Schools;
import digits.data.Tails;
import digits.data.corruption.Corruption;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Draws the pictures of {@code docs}: what changes MNIST's digits looks like. Pass the folder to
 * write to.
 */
final class ContactSheet {
  private static final int CELL = 30;
  private static final int COLUMNS = 16;

  private final BufferedImage sheet;

  private ContactSheet(int rows) {
    sheet = new BufferedImage(COLUMNS * CELL, rows * CELL, BufferedImage.TYPE_BYTE_GRAY);
    sheet.createGraphics().fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
  }

  private void draw(int row, int column, byte[] picture) {
    for (int i = 0; i < 784; i++) {
      int grey = 255 - (picture[i] & 255);
      sheet.getRaster().setSample(column * CELL + 1 + i % 28, row * CELL + 1 + i / 28, 0, grey);
    }
  }

  private void write(Path file) {
    try {
      ImageIO.write(sheet, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] folder) {
    augmentation().write(Path.of(folder[0], "augmentation.png"));
    corruptions().write(Path.of(folder[0], "corruptions.png"));
  }

  /** One row each: as they are, each change alone, strongly, and three times all together. */
  private static ContactSheet augmentation() {
    Dataset digits = TestData.mnist(0, COLUMNS);
    Change[] changes =
        Arrays.stream(Change.values())
            .filter(change -> change != Change.UNTOUCHED)
            .toArray(Change[]::new);
    ContactSheet sheet = new ContactSheet(changes.length + 4);
    double[] strong = {1, 1, 1, 25, 0.25, 1, 0.4, 4, 1.4, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    double[] usual = {
      0, 0, 0, 15, 0.15, 0.1, 0.2, 2, 1, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1
    };
    Nonsense nonsense = new Nonsense(28, 28);
    Schools schools = new Schools(28, 28);
    Tails tails = new Tails(28, 28);
    Augmentation together = Augmentation.NONE;
    for (int row = 0; row <= changes.length + 3; row++) {
      Augmentation augmentation = Augmentation.NONE;
      if (row > changes.length) {
        augmentation = together;
      } else if (row > 0) {
        augmentation = augmentation.with(changes[row - 1], strong[row - 1]);
        together = together.with(changes[row - 1], usual[row - 1]);
      }
      Augmenter augmenter = new Augmenter(augmentation, 28, 28);
      for (int n = 0; n < COLUMNS; n++) {
        byte[] changed = digits.picture(n);
        SplittableRandom random = Augmentation.stream(1, row, n);
        if (augmentation.strength(Change.NONSENSE) > 0) {
          nonsense.draw(digits, n, random, changed, 0);
        } else if (augmentation.strength(Change.SCHOOLS) > 0) {
          schools.write(digits.labels()[n], random, changed, 0);
        } else if (augmentation.strength(Change.TAILS) > 0) {
          tails.draw(random, changed, 0);
        } else {
          augmenter.apply(changed, 0, random, changed, 0);
        }
        sheet.draw(row, n, changed);
      }
    }
    return sheet;
  }

  /** One row each: as they are, then every corruption. */
  private static ContactSheet corruptions() {
    Dataset digits = TestData.mnist(0, COLUMNS);
    Corruption[] corruptions = Corruption.values();
    ContactSheet sheet = new ContactSheet(corruptions.length + 1);
    for (int row = 0; row <= corruptions.length; row++) {
      Dataset corrupted = row == 0 ? digits : corruptions[row - 1].apply(digits, 1);
      for (int n = 0; n < COLUMNS; n++) {
        sheet.draw(row, n, corrupted.picture(n));
      }
    }
    return sheet;
  }
}
