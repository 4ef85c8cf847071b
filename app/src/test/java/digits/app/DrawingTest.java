package digits.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.Reading;
import digits.image.Box;
import digits.image.Gray;
import digits.image.Prepared;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {
  private static final Gray PAPER = new Gray(200, 100, new byte[200 * 100]);

  private static Reading.Digit digit(int x, int y) {
    Prepared prepared = new Prepared(new byte[28 * 28], 28, 28, new Box(x, y, 30, 40));
    return new Reading.Digit("7", 1, prepared);
  }

  private static BufferedImage drawn(Reading.Digit... digits) {
    return Drawing.annotated(PAPER, new Reading(List.of(new Reading.Line(List.of(digits)))));
  }

  @Test
  void labelsWithinThePictureLeaveItsSize() {
    BufferedImage image = drawn(digit(20, 30), digit(60, 30));
    assertEquals(200, image.getWidth());
    assertEquals(100, image.getHeight());
  }

  @Test
  void aDigitAtTheTopGetsAMargin() {
    BufferedImage image = drawn(digit(20, 0), digit(60, 0));
    assertEquals(200, image.getWidth());
    assertTrue(image.getHeight() > 100);
    assertEquals(0xFFFFFFFF, image.getRGB(199, 0), "white beside the label");
  }

  /** Labels of a line that runs down stand to the left and right of their boxes. */
  @Test
  void aLineMayRunDown() {
    BufferedImage image = drawn(digit(0, 0), digit(0, 50));
    assertTrue(image.getWidth() > 200);
    assertEquals(100, image.getHeight());
  }
}
