package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintTest {
  private static final float USUAL = 50;

  /** Five letters in a row. */
  private static List<Piece> label(int left, int top, int height) {
    List<Piece> label = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      label.add(DrawnPiece.bar(left + 13 * i, top + i % 2 * 2, 10, height - i % 2 * 2));
    }
    return label;
  }

  private static final List<Piece> NUMBER =
      List.of(
          DrawnPiece.bar(10, 40, 30, 50),
          DrawnPiece.bar(50, 42, 30, 48),
          DrawnPiece.bar(90, 40, 8, 50));

  @Test
  void aLabelIsARowOfItsOwn() {
    List<Piece> above = label(10, 10, 16);
    List<Piece> beside = label(200, 70, 18);
    List<Piece> small = new ArrayList<>(above);
    small.addAll(beside);
    small.add(DrawnPiece.bar(130, 84, 6, 6)); // a point
    assertEquals(List.of(above, beside), Print.rows(small, NUMBER, USUAL));
  }

  /** Four letters of two strokes on one line, a letter apart, and a bar as long. */
  @Test
  void lettersMayTouch() {
    List<Piece> strokes = new ArrayList<>(List.of(DrawnPiece.bar(10, 28, 72, 3)));
    for (int i = 0; i < 9; i++) {
      strokes.add(DrawnPiece.bar(10 + 8 * i, 12, 4, 16));
    }
    Piece word = Piece.union(strokes);
    assertEquals(List.of(List.of(word)), Print.rows(List.of(word), NUMBER, USUAL));
    assertEquals(List.of(), Print.rows(List.of(DrawnPiece.bar(10, 12, 72, 19)), NUMBER, USUAL));
  }

  @Test
  void partsOfDigitsAreNone() {
    List<Piece> tops = new ArrayList<>();
    List<Piece> rest = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      tops.add(DrawnPiece.bar(10 + 40 * i, 30, 20, 18));
      rest.add(DrawnPiece.bar(10 + 40 * i, 51, 22, 32));
    }
    assertEquals(List.of(), Print.rows(tops, rest, USUAL));
  }

  @Test
  void dashesAndFewLettersAreNone() {
    List<Piece> dashes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      dashes.add(DrawnPiece.bar(10 + 20 * i, 10, 14, 4));
    }
    assertEquals(List.of(), Print.rows(dashes, NUMBER, USUAL));
    assertEquals(List.of(), Print.rows(label(10, 10, 16).subList(0, 3), NUMBER, USUAL));
  }
}
