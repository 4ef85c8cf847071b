package digits.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DottedRulesTest {
  private static final float STROKE = 4;

  /** Dots or dashes a few pixels above and below a level line. */
  private static List<Piece> row(int count, int width, int step) {
    List<Piece> row = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      row.add(DrawnPiece.bar(10 + i * step, 70 + i % 2, width, 4));
    }
    return row;
  }

  private static List<Piece> upright(List<Piece> row) {
    return row.stream().map(piece -> piece.turned(Turn.QUARTER, 400, 100)).toList();
  }

  @Test
  void rowsOfDotsAndDashesGoAndDigitsStay() {
    List<Piece> digits = List.of(DrawnPiece.bar(30, 10, 6, 50), DrawnPiece.bar(60, 20, 30, 44));
    for (List<Piece> row : List.of(row(12, 4, 10), row(8, 5, 14), row(20, 12, 20))) {
      for (List<Piece> rule : List.of(row, upright(row))) {
        List<Piece> page = new ArrayList<>(digits);
        page.addAll(rule);
        assertEquals(digits, DottedRules.without(page, STROKE));
      }
    }
  }

  /** Where a digit crosses the line some dots are missing. */
  @Test
  void aRuleGoesOnUnderADigit() {
    List<Piece> row = row(20, 4, 10);
    row.subList(8, 9).clear();
    assertEquals(List.of(), DottedRules.without(row, STROKE));
  }

  @Test
  void fewOrIrregularOrLargeOnesStay() {
    List<Piece> few = row(7, 4, 10);
    assertEquals(few, DottedRules.without(few, STROKE));
    List<Piece> far = row(12, 4, 30);
    assertEquals(far, DottedRules.without(far, STROKE), "points between digits");
    List<Piece> ones = new ArrayList<>();
    List<Piece> specks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ones.add(DrawnPiece.bar(10 + 12 * i, 20, 4, 30));
      specks.add(DrawnPiece.bar(10 + 10 * i + 7 * (i % 3 % 2) - 5 * (i % 4 / 3), 70, 3, 3));
    }
    assertEquals(ones, DottedRules.without(ones, STROKE));
    assertEquals(specks, DottedRules.without(specks, STROKE));
  }
}
