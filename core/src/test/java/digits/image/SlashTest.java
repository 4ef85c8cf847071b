package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlashTest {
  private static final int STROKE = 4;
  private static final int LINE = 40;

  /** A stroke through x = 30 - lean t / 2 + sag t squared, t from -1 at the top to 1. */
  private static Piece stroke(int height, double lean, double sag) {
    int width = 60;
    byte[] ink = new byte[width * height];
    for (int i = 0; i < ink.length; i++) {
      double t = 2.0 * (i / width) / (height - 1) - 1;
      double middle = 30 + height * (-lean * t / 2 + sag * t * t);
      ink[i] = (byte) (Math.abs(i % width - middle) <= STROKE / 2.0 ? 255 : 0);
    }
    return new Piece(new Box(100, 50 - height / 2, width, height), ink).cropped();
  }

  private static final Optional<Box> BEFORE = Optional.of(new Box(80, 30, 25, 40));
  private static final Optional<Box> AFTER = Optional.of(new Box(165, 30, 25, 40));

  private static boolean mayBe(Piece piece, Optional<Box> before, Optional<Box> after) {
    return Slash.mayBe(piece, before, after, LINE, STROKE);
  }

  @Test
  void theParabolaIsFound() {
    Bow bow = Bow.of(stroke(60, 0.4, 0.1));
    assertEquals(0.4, bow.lean(), 0.01);
    assertEquals(0.1, bow.sag(), 0.01);
    assertEquals(0, bow.apart(), 0.5);
  }

  @Test
  void oneRowHasNoLean() {
    Bow none = Bow.of(new Piece(new Box(0, 0, 1, 1), new byte[1]));
    assertEquals(0, none.lean(), 0);
    assertEquals(0, none.sag(), 0);
    assertEquals(0, Bow.of(stroke(2, 0, 0)).sag());
  }

  @Test
  void whatLeansAndIsLongerThanBothNeighboursMayBeASlash() {
    Piece slash = stroke(56, 0.35, 0);
    assertTrue(mayBe(slash, BEFORE, AFTER));
    assertFalse(mayBe(slash, BEFORE, Optional.empty()));
    assertFalse(mayBe(slash, Optional.empty(), AFTER));
  }

  @Test
  void onesAreNoSlashes() {
    assertFalse(mayBe(stroke(40, 0.35, 0), BEFORE, AFTER), "as long as its neighbours");
    assertFalse(mayBe(stroke(56, 0.1, 0), BEFORE, AFTER), "upright");
    assertFalse(mayBe(stroke(56, -0.35, 0), BEFORE, AFTER), "leans to the left");
    Optional<Box> low = Optional.of(new Box(80, 40, 25, 40));
    assertFalse(mayBe(stroke(56, 0.35, 0), low, low), "above the line alone");
  }

  @Test
  void whatIsBowedAsNoOneIsMayBeAParenthesisOfAnyLength() {
    assertTrue(mayBe(stroke(40, 0.1, 0.2), Optional.empty(), AFTER));
    Optional<Box> near = Optional.of(new Box(100, 30, 25, 40));
    assertFalse(mayBe(stroke(40, 0.1, 0.2), near, AFTER), "within a number");
    assertTrue(mayBe(stroke(40, 0.1, -0.2), BEFORE, Optional.empty()));
    assertFalse(mayBe(stroke(40, 0.1, 0.1), Optional.empty(), AFTER));
  }

  @Test
  void parenthesesAreBowedRoundTheirNeighbour() {
    assertTrue(mayBe(stroke(56, 0, 0.12), Optional.empty(), AFTER));
    assertFalse(mayBe(stroke(56, 0, 0.12), BEFORE, Optional.empty()));
    assertTrue(mayBe(stroke(56, 0, -0.12), BEFORE, Optional.empty()));
    assertFalse(mayBe(stroke(56, 0, -0.12), Optional.empty(), AFTER));
  }
}
