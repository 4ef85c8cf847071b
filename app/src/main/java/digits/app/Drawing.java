package digits.app;

import digits.Reading;
import digits.image.Box;
import digits.image.Gray;
import digits.image.Prepared;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Draws what was read. Characters are its own 5 x 7 dots: a small server has no fonts at all. */
final class Drawing {
  private static final Color SURE = new Color(0x12A150);
  private static final Color UNSURE = new Color(0xC77700);
  private static final Color UNKNOWN = new Color(0xC0392B);

  /** Each character's seven rows, five bits each. */
  private static final String CHARACTERS = "0123456789?%";

  private static final long[] DOTS = {
    0b01110_10001_10011_10101_11001_10001_01110L,
    0b00100_01100_00100_00100_00100_00100_01110L,
    0b01110_10001_00001_00110_01000_10000_11111L,
    0b11111_00010_00100_00010_00001_10001_01110L,
    0b00010_00110_01010_10010_11111_00010_00010L,
    0b11111_10000_11110_00001_00001_10001_01110L,
    0b00110_01000_10000_11110_10001_10001_01110L,
    0b11111_00001_00010_00100_01000_01000_01000L,
    0b01110_10001_10001_01110_10001_10001_01110L,
    0b01110_10001_10001_01111_00001_00010_01100L,
    0b01110_10001_00001_00110_00100_00000_00100L,
    0b11001_11010_00010_00100_01000_01011_10011L
  };

  private Drawing() {}

  static BufferedImage grey(Gray gray) {
    BufferedImage image =
        new BufferedImage(gray.width(), gray.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, gray.width(), gray.height(), gray.pixels());
    return image;
  }

  /**
   * The picture with boxes, digits above them and the confidence in per cent below, or to the left
   * and right of a line that runs down the picture; with a white margin where that needs room.
   */
  static BufferedImage annotated(Gray picture, Reading reading) {
    List<Mark> marks = new ArrayList<>();
    Rectangle drawn = new Rectangle(picture.width(), picture.height());
    for (Reading.Line line : reading.lines()) {
      boolean down = runsDown(line);
      for (Reading.Digit digit : line.digits()) {
        Mark mark = new Mark(digit, labels(digit, down));
        marks.add(mark);
        for (Label label : mark.labels) {
          drawn = drawn.union(label.bounds());
        }
      }
    }
    BufferedImage image = new BufferedImage(drawn.width, drawn.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, drawn.width, drawn.height);
    graphics.translate(-drawn.x, -drawn.y);
    graphics.drawImage(grey(picture), 0, 0, null);
    marks.forEach(mark -> mark.draw(graphics));
    graphics.dispose();
    return image;
  }

  /** A box and what stands beside it. */
  private record Mark(Reading.Digit digit, List<Label> labels) {
    void draw(Graphics2D graphics) {
      Box box = digit.prepared().box();
      graphics.setColor(!digit.known() ? UNKNOWN : digit.confidence() < 0.9 ? UNSURE : SURE);
      graphics.setStroke(new BasicStroke(thin(box)));
      graphics.drawRect(box.x(), box.y(), box.width() - 1, box.height() - 1);
      labels.forEach(label -> label.draw(graphics));
    }
  }

  private static boolean runsDown(Reading.Line line) {
    Box first = line.digits().get(0).prepared().box();
    Box last = line.digits().get(line.digits().size() - 1).prepared().box();
    return Math.abs(last.y() - first.y()) > Math.abs(last.x() - first.x());
  }

  private static int thin(Box box) {
    return Math.max(1, box.longer() / 60);
  }

  private static List<Label> labels(Reading.Digit digit, boolean down) {
    Box box = digit.prepared().box();
    int dot = Math.max(1, box.longer() / 24);
    int small = thin(box);
    String percent = Math.round(100 * digit.confidence()) + "%";
    int right = box.x() + box.width();
    int bottom = box.y() + box.height();
    int middle = box.y() + box.height() / 2;
    return down
        ? List.of(
            new Label(
                digit.name(), box.x() - 6 * dot * digit.name().length(), middle - 4 * dot, dot),
            new Label(percent, right + small, middle - 4 * small, small))
        : List.of(
            new Label(digit.name(), box.x(), box.y() - 8 * dot, dot),
            new Label(percent, box.x(), bottom + small, small));
  }

  /** Text whose characters are 5 by 7 dots of so many pixels, and its upper left corner. */
  private record Label(String text, int x, int y, int dot) {
    Rectangle bounds() {
      return new Rectangle(x, y, 6 * dot * text.length(), 8 * dot);
    }

    void draw(Graphics2D graphics) {
      for (int i = 0; i < text.length(); i++) {
        int character = CHARACTERS.indexOf(text.charAt(i));
        for (int bit = 0; character >= 0 && bit < 35; bit++) {
          if ((DOTS[character] >> 34 - bit & 1) == 1) {
            graphics.fillRect(x + (i * 6 + bit % 5) * dot, y + bit / 5 * dot, dot, dot);
          }
        }
      }
    }
  }

  /** What the network was shown: a row of prepared digits for each line, ink white. */
  static BufferedImage prepared(Reading reading) {
    List<Reading.Line> lines = reading.lines();
    int most = lines.stream().mapToInt(line -> line.digits().size()).max().orElse(1);
    Prepared any = lines.isEmpty() ? null : lines.get(0).digits().get(0).prepared();
    int width = any == null ? 28 : any.width();
    int height = any == null ? 28 : any.height();
    BufferedImage image =
        new BufferedImage(
            most * (width + 2),
            Math.max(1, lines.size()) * (height + 2),
            BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < lines.size(); row++) {
      List<Reading.Digit> digits = lines.get(row).digits();
      for (int column = 0; column < digits.size(); column++) {
        byte[] pixels = digits.get(column).prepared().pixels();
        image
            .getRaster()
            .setDataElements(
                column * (width + 2) + 1, row * (height + 2) + 1, width, height, pixels);
      }
    }
    return image;
  }
}
