package digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.Belief.Believed;
import digits.Belief.Found;
import digits.image.Box;
import digits.image.Prepared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers and words, as groups of digits of some confidence. */
class BeliefTest {
  private static final Belief BELIEF = new Belief(0.5);

  /** What the letters of a word look like, and those of another. */
  private static final double[] WORD = {0.99, 0.3, 0.97, 0.6, 0.2};

  private static final double[] SURE = {0.999, 0.99, 0.995};

  /** A group of 7s, or of 1s cut off. */
  private static List<Found> group(boolean strokes, double... confidences) {
    List<Found> group = new ArrayList<>();
    for (double confidence : confidences) {
      group.add(found(strokes ? "1" : "7", confidence, false, strokes, group.isEmpty()));
    }
    return group;
  }

  private static Found found(
      String name, double confidence, boolean sign, boolean cutOff, boolean apart) {
    Prepared prepared = new Prepared(new byte[1], 1, 1, new Box(0, 0, 4, 5));
    return new Found(new Reading.Digit(name, confidence, prepared), sign, cutOff, apart);
  }

  @SafeVarargs
  private static List<Found> line(List<Found>... groups) {
    return List.of(groups).stream().flatMap(List::stream).toList();
  }

  private static long known(Believed believed) {
    return believed.lines().stream().flatMap(List::stream).filter(Reading.Digit::known).count();
  }

  @Test
  void numbersAreBelievedAsTheyAre() {
    for (double[] number : new double[][] {{0.85}, {0.6, 0.99}, {0.3, 0.99, 0.99}, SURE}) {
      Believed believed = BELIEF.in(List.of(group(false, number)));
      for (int i = 0; i < number.length; i++) {
        assertEquals(number[i], believed.lines().get(0).get(i).confidence(), 0.05 + number[i] / 10);
      }
    }
  }

  @Test
  void aWordBesideANumberIsLeftOut() {
    List<List<Found>> form = Collections.nCopies(3, line(group(false, WORD), group(false, SURE)));
    Believed believed = BELIEF.in(form);
    assertEquals(List.of(3, 3, 3), believed.lines().stream().map(List::size).toList());
    assertEquals(9, known(believed));
    assertEquals(15, believed.inWords());
  }

  /** Where there is no number, what is unknown is shown: a number nobody can read may be there. */
  @Test
  void wordsAloneAreUnknown() {
    Believed believed = BELIEF.in(Collections.nCopies(3, group(false, WORD)));
    assertEquals(0, known(believed));
    assertEquals(3, believed.lines().size());
    assertEquals(0, believed.inWords());
  }

  /** Of many words some look like numbers by chance. */
  @Test
  void ofPrintNothingIsBelieved() {
    List<List<Found>> page = new ArrayList<>(Collections.nCopies(30, group(false, WORD)));
    page.add(group(false, 0.98, 0.95));
    assertEquals(0, known(BELIEF.in(page)));
  }

  @Test
  void aSignBetweenNumbersIsLeftOut() {
    List<Found> times = List.of(found("8", 0.2, true, false, true));
    Believed believed = BELIEF.in(List.of(line(group(false, SURE), times, group(false, SURE))));
    assertEquals(1, believed.inWords());
    assertEquals(6, known(believed));
    assertEquals(1, BELIEF.in(List.of(times)).lines().size(), "alone it may be anything");
  }

  @Test
  void twoOnesMayTouchButNotMany() {
    assertEquals(2, known(BELIEF.in(List.of(group(true, 0.99, 0.99)))));
    assertEquals(0, known(BELIEF.in(List.of(group(true, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99)))));
  }

  @Test
  void nothingIsNothing() {
    assertTrue(BELIEF.in(List.of()).lines().isEmpty());
    assertFalse(BELIEF.in(List.of(group(false, 0.99))).lines().isEmpty());
  }
}
