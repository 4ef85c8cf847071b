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

  /** What might be one or the other. */
  private static final double[] EITHER = {0.97, 0.99, 0.3, 0.96};

  private static final int TALL = 20;

  private static final float WORD_GAP = 0.5f;

  private static final double[] SURE = {0.999, 0.99, 0.995};

  /** A group of 7s, or of 1s cut off. */
  private static List<Found> group(boolean strokes, double... confidences) {
    List<Found> group = new ArrayList<>();
    for (double confidence : confidences) {
      group.add(
          found(strokes ? "1" : "7", confidence, false, strokes, group.isEmpty() ? WORD_GAP : 0));
    }
    return group;
  }

  private static Found found(
      String name, double confidence, boolean sign, boolean cutOff, float gap) {
    Prepared prepared = new Prepared(new byte[1], 1, 1, new Box(0, 0, 4, 5));
    return new Found(new Reading.Digit(name, confidence, prepared), TALL, sign, cutOff, gap);
  }

  /** The same digits, so tall. */
  private static List<Found> ofHeights(List<Found> group, int... heights) {
    List<Found> changed = new ArrayList<>();
    for (int i = 0; i < heights.length; i++) {
      Found f = group.get(i);
      changed.add(new Found(f.digit(), heights[i], f.sign(), f.cutOff(), f.gap()));
    }
    return changed;
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

  /** Letters are of two heights, digits of one. */
  @Test
  void whatIsUnevenIsAWord() {
    List<Found> sure = group(false, SURE);
    List<Found> either = group(false, EITHER);
    assertEquals(0, BELIEF.in(Collections.nCopies(3, line(sure, either))).inWords());
    List<Found> letters = ofHeights(either, TALL, TALL / 2, TALL * 2 / 3, TALL / 2);
    assertEquals(
        3 * EITHER.length, BELIEF.in(Collections.nCopies(3, line(sure, letters))).inWords());
  }

  /** Some hands write a 0 half as high as a 1: where all numbers are uneven that says nothing. */
  @Test
  void aHandMayBeUneven() {
    List<Found> uneven = ofHeights(group(false, SURE), TALL, TALL / 2, TALL / 2);
    List<Found> either = ofHeights(group(false, EITHER), TALL, TALL / 2, TALL * 2 / 3, TALL / 2);
    assertEquals(0, BELIEF.in(Collections.nCopies(3, line(uneven, either))).inWords());
  }

  /** An a beside a number is lower than its digits. */
  @Test
  void whatIsLowBesideANumberIsDoubted() {
    List<Found> one = group(false, 0.99);
    List<Found> words = group(false, WORD);
    double tall = confidenceOfTheFirst(line(one, words, group(false, SURE)));
    double low = confidenceOfTheFirst(line(ofHeights(one, TALL / 2), words, group(false, SURE)));
    assertTrue(low < tall - 0.1, low + ", tall " + tall);
  }

  private static double confidenceOfTheFirst(List<Found> line) {
    return BELIEF.in(List.of(line)).lines().get(0).get(0).confidence();
  }

  /** Labels of a form, as lines of their own above the numbers. */
  @Test
  void smallPrintIsANumberOnlyIfItIsSure() {
    int low = TALL * 2 / 5;
    List<Found> either = group(false, 0.97, 0.3, 0.3, 0.96);
    List<Found> label = ofHeights(either, low, low, low, low);
    List<Found> printed = ofHeights(group(false, SURE), low, low, low);
    List<Found> number = group(false, SURE);
    assertEquals(0, BELIEF.in(List.of(either, number, number, printed)).inWords());
    Believed believed = BELIEF.in(List.of(label, number, number, printed));
    assertEquals(3, believed.lines().size());
    assertEquals(0, believed.inWords(), "what is small counts for nothing");
    assertEquals(3 * SURE.length, known(believed));
  }

  /** Words that nothing tells from numbers. */
  @Test
  void aLineWithoutADigitIsLeftOutBesideNumbers() {
    List<Found> unknown = group(false, 0.4);
    Believed believed = BELIEF.in(List.of(unknown, group(false, SURE), line(unknown, unknown)));
    assertEquals(1, believed.lines().size());
    assertEquals(3, believed.inWords());
    assertEquals(2, BELIEF.in(List.of(unknown, group(false, 0.99))).lines().size(), "one a cell");
    assertEquals(1, BELIEF.in(List.of(unknown)).lines().size());
  }

  /** A form has a label beside each number, which does not make a doubtful one a word. */
  @Test
  void smallPrintDoesNotTellHowManyNumbersThereAre() {
    List<Found> doubtful = group(false, 0.45, 0.99, 0.99);
    List<Found> word = group(false, WORD);
    int low = TALL * 2 / 5;
    List<Found> label = ofHeights(word, low, low, low, low, low);
    List<List<Found>> form = new ArrayList<>(Collections.nCopies(4, group(false, SURE)));
    form.addAll(Collections.nCopies(6, label));
    assertEquals(4 * SURE.length + 2, knownBeside(form, doubtful));
    Collections.replaceAll(form, label, word);
    assertEquals(4 * SURE.length, knownBeside(form, doubtful));
  }

  /** Each digit stands apart, as letters do beside many words. */
  @Test
  void digitsInCellsAreANumber() {
    List<Found> cell = group(false, 0.99);
    List<Found> near = line(cell, cell, group(false, SURE[0], SURE[1]), cell);
    List<Found> far = List.of(found("7", 0.99, false, false, 2));
    List<List<Found>> words = Collections.nCopies(12, group(false, WORD));
    assertEquals(5, knownBeside(words, near));
    assertEquals(0, knownBeside(words, line(far, far, far, far, far)));
    assertEquals(0, knownBeside(words, line(cell, group(false, 0.8), cell, cell)), "not all sure");
  }

  private static long knownBeside(List<List<Found>> words, List<Found> line) {
    List<List<Found>> page = new ArrayList<>(words);
    page.add(line);
    return known(BELIEF.in(page));
  }

  @Test
  void aSignBetweenNumbersIsLeftOut() {
    List<Found> times = List.of(found("8", 0.2, true, false, WORD_GAP));
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
