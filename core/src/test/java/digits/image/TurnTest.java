package digits.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnTest {
  private static final Gray PICTURE = new Gray(3, 2, new byte[] {1, 2, 3, 4, 5, 6});

  @Test
  void turnsClockwise() {
    assertArrayEquals(new byte[] {4, 1, 5, 2, 6, 3}, Turn.QUARTER.of(PICTURE).pixels());
    assertArrayEquals(new byte[] {6, 5, 4, 3, 2, 1}, Turn.HALF.of(PICTURE).pixels());
    assertArrayEquals(new byte[] {3, 6, 2, 5, 1, 4}, Turn.THREE_QUARTERS.of(PICTURE).pixels());
    assertEquals(2, Turn.QUARTER.of(PICTURE).width());
    assertEquals(2, Turn.HALF.of(PICTURE).height());
  }

  @ParameterizedTest
  @EnumSource(Turn.class)
  void theInverseTakesBack(Turn turn) {
    Gray back = turn.inverse().of(turn.of(PICTURE));
    assertEquals(3, back.width());
    assertArrayEquals(PICTURE.pixels(), back.pixels());
  }

  /** A box goes where its pixels go. */
  @ParameterizedTest
  @EnumSource(Turn.class)
  void boxesTurnWithTheirPixels(Turn turn) {
    Gray paper = new Gray(7, 5, new byte[35]);
    Box box = new Box(1, 2, 4, 2);
    Gray turned = turn.of(Drawn.marked(paper, 1, 2, 4, 2, 9));
    Box there = turn.of(box, 7, 5);
    Gray expected = new Gray(turned.width(), turned.height(), new byte[35]);
    expected = Drawn.marked(expected, there.x(), there.y(), there.width(), there.height(), 9);
    assertArrayEquals(expected.pixels(), turned.pixels());
  }
}
