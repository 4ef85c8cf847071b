package digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.data.Dataset;
import digits.data.Idx;
import digits.image.Gray;
import digits.mnist.Mnist;
import digits.model.Pretrained;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitReaderTest {
  private static final int PICTURES = 500;
  private static Dataset test;

  @BeforeAll
  static void readMnist() throws IOException {
    try (var images = Mnist.TEST_IMAGES.open();
        var labels = Mnist.TEST_LABELS.open()) {
      test = Idx.read(images, "images", labels, "labels");
    }
  }

  private static Gray enlarged(int n, int scale, boolean darkOnLight) {
    int side = 28 * scale;
    byte[] pixels = new byte[side * side];
    for (int i = 0; i < pixels.length; i++) {
      int ink = test.pixels()[n * 784 + i / side / scale * 28 + i % side / scale] & 255;
      pixels[i] = (byte) (darkOnLight ? 255 - ink : ink);
    }
    return new Gray(side, side, pixels);
  }

  /** Preparing a picture that is prepared already must cost next to nothing. */
  @Test
  void readsMnistAsWellAsTheNetworkDoes() {
    DigitReader reader = DigitReader.pretrained();
    for (int scale : new int[] {1, 3}) {
      int right = 0;
      for (int n = 0; n < PICTURES; n++) {
        String text = reader.read(enlarged(n, scale, n % 2 == 0)).text();
        right += text.equals("" + test.labels()[n]) ? 1 : 0;
      }
      assertTrue(right >= 0.985 * PICTURES, right + " of " + PICTURES + " at scale " + scale);
    }
  }

  /** Single digits, large and small, two beside each other, and nothing at all. */
  @Test
  void readsSomeTogetherAsItReadsEach() {
    List<Gray> pictures = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      pictures.add(enlarged(n, n % 13 + 1, n % 2 == 0));
    }
    pictures.add(3, new Gray(28, 28, new byte[784]));
    pictures.add(drawn(200, true, g -> g.drawString("12", 60, 120)));
    DigitReader reader = DigitReader.pretrained();
    List<Reading> together = reader.read(pictures);
    assertEquals(pictures.size(), together.size());
    for (int i = 0; i < pictures.size(); i++) {
      assertEquals(told(reader.read(pictures.get(i))), told(together.get(i)), "picture " + i);
    }
    assertEquals(List.of(), reader.read(List.of()));
  }

  private static List<String> told(Reading reading) {
    return reading.lines().stream()
        .flatMap(line -> line.digits().stream())
        .map(digit -> digit.name() + digit.confidence() + digit.prepared().box())
        .toList();
  }

  @Test
  void tellsWhereAndHowSureItIs() {
    Reading reading = DigitReader.pretrained().read(enlarged(0, 4, true));
    assertEquals(1, reading.lines().size());
    Reading.Digit digit = reading.lines().get(0).digits().get(0);
    assertEquals("7", digit.name());
    assertTrue(digit.confidence() > 0.9 && digit.confidence() <= 1);
    var box = digit.prepared().box();
    assertTrue(box.width() > 20 && box.height() > 60 && box.height() <= 80, box.toString());
    assertEquals(784, digit.prepared().pixels().length);
  }

  @Test
  void anEmptyPictureHasNoLines() {
    byte[] paper = new byte[50 * 30];
    Arrays.fill(paper, (byte) 200);
    assertEquals(List.of(), DigitReader.pretrained().read(new Gray(50, 30, paper)).lines());
  }

  private static Gray drawn(int side, boolean darkOnLight, Consumer<Graphics2D> drawing) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(darkOnLight ? Color.WHITE : Color.BLACK);
    graphics.fillRect(0, 0, side, side);
    graphics.setColor(darkOnLight ? Color.BLACK : Color.WHITE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.accept(graphics);
    return new Gray(side, side, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
  }

  /** Strokes of a round pen on 100 x 100. */
  private static Gray written(float pen, Shape... strokes) {
    return drawn(
        100,
        true,
        graphics -> {
          int round = BasicStroke.CAP_ROUND;
          graphics.setStroke(new BasicStroke(pen, round, BasicStroke.JOIN_ROUND));
          for (Shape stroke : strokes) {
            graphics.draw(stroke);
          }
        });
  }

  /** Half of its edges are ink: only the shape tells what is paper. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDigitMayFillItsPicture(boolean darkOnLight) {
    Gray zero =
        drawn(
            16,
            darkOnLight,
            graphics -> {
              graphics.setStroke(new BasicStroke(3));
              graphics.draw(new RoundRectangle2D.Double(1, 1, 14, 14, 10, 10));
            });
    assertEquals("0", DigitReader.pretrained().read(zero).text());
  }

  /** As schools in Europe teach it, which hardly any of MNIST's writers went to. */
  @Test
  void aOneMayHaveAnUpstroke() {
    DigitReader reader = DigitReader.pretrained();
    int right = 0;
    for (int n = 0; n < 60; n++) {
      double angle = Math.toRadians(35 + n % 5 * 6);
      double length = 20 + n % 4 * 8;
      float pen = 4 + n % 3 * 3;
      int lean = n % 2 * 12;
      Path2D one = new Path2D.Double();
      one.moveTo(55 + lean - length * Math.cos(angle), 15 + length * Math.sin(angle));
      one.lineTo(55 + lean, 15);
      one.lineTo(55, 85);
      right += reader.read(written(pen, one)).text().equals("1") ? 1 : 0;
    }
    assertTrue(right >= 54, right + " of 60");
  }

  /** From near the line, and the more upright for it. */
  @Test
  void theUpstrokeMayBeginNearTheLine() {
    DigitReader reader = DigitReader.pretrained();
    int right = 0;
    for (int n = 0; n < 40; n++) {
      double down = 0.6 + n % 4 * 0.1;
      double left = 22 + n % 5 * 4;
      float pen = 3 + n % 3 * 2;
      int lean = n % 2 * 8;
      Path2D one = new Path2D.Double();
      one.moveTo(58 + lean - left, 15 + 70 * down);
      one.lineTo(58 + lean, 15);
      one.lineTo(58, 85);
      right += reader.read(written(pen, one)).text().equals("1") ? 1 : 0;
    }
    assertTrue(right >= 34, right + " of 40");
  }

  /** Wider than a digit is, so that a page is looked for; but on that there is none. */
  @Test
  void aZeroMayLieOnItsSide() {
    Gray zero =
        drawn(
            16,
            true,
            graphics -> {
              graphics.setStroke(new BasicStroke(2));
              graphics.draw(new Ellipse2D.Double(1, 4, 14, 7));
            });
    assertEquals("0", DigitReader.pretrained().read(zero).text());
  }

  @Test
  void whatIsWideIsNotTakenForADigit() {
    Map<String, Consumer<Graphics2D>> pictures =
        Map.of(
            "a dash", graphics -> graphics.drawLine(8, 16, 24, 16),
            "a short thick dash", graphics -> graphics.fillRect(9, 13, 14, 7),
            "a dot", graphics -> graphics.fillOval(14, 14, 5, 4),
            "a box", graphics -> graphics.drawRect(3, 9, 26, 13),
            "a flat box", graphics -> graphics.drawRect(2, 11, 28, 9),
            "half dark", graphics -> graphics.fillRect(0, 17, 32, 15));
    pictures.forEach(
        (name, picture) -> {
          Reading reading = DigitReader.pretrained().read(drawn(32, true, picture));
          assertEquals(
              0,
              reading.lines().stream()
                  .flatMap(line -> line.digits().stream())
                  .filter(Reading.Digit::known)
                  .count(),
              name + " is read as " + reading.text());
        });
  }

  /** Its long sides are erased as rules, and its short ones were 1s. */
  @Test
  void anEmptyFieldHoldsNoOnes() {
    for (int side : new int[] {64, 100, 300, 600}) {
      for (int pen : new int[] {2, 3, 4}) {
        Gray empty = field(side, pen, graphics -> {});
        assertEquals("", DigitReader.pretrained().read(empty).text(), side + ", " + pen);
      }
    }
    Gray two =
        field(
            300,
            3,
            graphics -> {
              graphics.drawLine(120, 138, 118, 162);
              graphics.drawLine(180, 138, 178, 162);
            });
    assertEquals("11", DigitReader.pretrained().read(two).text());
  }

  /** A box four times as wide as high. */
  private static Gray field(int side, int pen, Consumer<Graphics2D> inside) {
    return drawn(
        side,
        true,
        graphics -> {
          graphics.setStroke(new BasicStroke(pen));
          graphics.drawRect(side / 10, side * 2 / 5, side * 4 / 5, side / 5);
          inside.accept(graphics);
        });
  }

  /** A 0 with a slash, so that nobody takes it for a letter. */
  @Test
  void aZeroMayBeSlashed() {
    DigitReader reader = DigitReader.pretrained();
    int right = 0;
    for (int n = 0; n < 40; n++) {
      double wide = 16 + n % 4 * 4;
      double along = wide * (0.6 + n % 5 * 0.15);
      double up = 12 + n % 3 * 8;
      float pen = 3 + n % 3 * 2;
      Shape ring = new Ellipse2D.Double(50 - wide, 16, 2 * wide, 68);
      Shape slash = new Line2D.Double(50 - along, 50 + up, 50 + along, 50 - up);
      right += reader.read(written(pen, ring, slash)).text().equals("0") ? 1 : 0;
    }
    assertTrue(right >= 36, right + " of 40");
  }

  @Test
  void aModelOfOnesOwnIsUsed() {
    DigitReader reader = DigitReader.of(Pretrained.find("two-layer").orElseThrow());
    assertEquals("7", reader.read(enlarged(0, 2, false)).text());
  }
}
