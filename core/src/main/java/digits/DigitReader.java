package digits;

import digits.image.Gray;
import digits.image.Page;
import digits.image.PictureException;
import digits.image.Pictures;
import digits.image.Preparation;
import digits.image.Prepared;
import digits.image.Turn;
import digits.model.Model;
import digits.model.Pretrained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The front door: reads the digits of a picture, a single one or lines of them, of any size, dark
 * on light or light on dark, lying on any side. Immutable and safe for use by many threads.
 */
public final class DigitReader {
  /** MNIST's digits lie in 20 of 28 pixels; other sizes of network keep that share. */
  private static final double BOX_SHARE = 20.0 / 28;

  /** The built-in model that reads best what is not from MNIST. */
  public static final String PRETRAINED = "reader";

  /**
   * Below this confidence something is no digit, unless the reader is told another. Of held-out
   * digits that recipes do not train on, less than one in 200 is refused; docs/accuracy.md.
   */
  public static final double MIN_CONFIDENCE = 0.5;

  private static final double SURE = 0.9;

  /** A small picture that might show one digit is a page only if its digits are so sure. */
  private static final double SMALL_PAGE = 0.85;

  /** And if there are so many different ones: bricks are 1s. */
  private static final int SMALL_PAGE_DIFFERENT = 3;

  private final Classifier classifier;
  private final Preparation preparation;
  private final Optional<Turn> turn;
  private final double minConfidence;
  private final PageReader pages;

  private DigitReader(
      Classifier classifier, Preparation preparation, Optional<Turn> turn, double minConfidence) {
    this.classifier = classifier;
    this.preparation = preparation;
    this.turn = turn;
    this.minConfidence = minConfidence;
    pages = new PageReader(classifier, preparation, minConfidence);
  }

  /** A reader with the best model the library carries. */
  public static DigitReader pretrained() {
    return of(Pretrained.find(PRETRAINED).orElseThrow());
  }

  /** A reader with a model of your own. */
  public static DigitReader of(Model model) {
    return new DigitReader(
        new Classifier(model), preparation(model), Optional.empty(), MIN_CONFIDENCE);
  }

  private static Preparation preparation(Model model) {
    int shorter = Math.min(model.width(), model.height());
    int box = Math.max(1, (int) Math.round(BOX_SHARE * shorter));
    return new Preparation(model.width(), model.height(), box);
  }

  /** The same reader for pictures that must be turned so far, rather than finding out. */
  public DigitReader turning(Turn turn) {
    return new DigitReader(classifier, preparation, Optional.of(turn), minConfidence);
  }

  /**
   * The same reader that takes what it is less sure of for no digit. What stands alone at an end of
   * a number and is not sure to 0.35 either is a sign, such as a currency's, and left out.
   *
   * @param confidence 0 to 1
   */
  public DigitReader rejectingBelow(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence of " + confidence + "; expected 0 to 1");
    }
    return new DigitReader(classifier, preparation, turn, confidence);
  }

  /**
   * Reads a picture file: PNG, JPEG, BMP, GIF, TIFF or, with a decoder on the class path, WebP.
   *
   * @throws PictureException if it cannot be read or is no picture
   */
  public Reading read(Path picture) throws PictureException {
    return read(Pictures.read(picture));
  }

  /**
   * Reads a decoded picture; an empty one gives a reading without lines. Of notes and forms the
   * numbers are read: marks between digits, rings, and words beside numbers are left out. Where
   * there are words alone, they are unknown digits.
   */
  public Reading read(Gray picture) {
    return read(picture, (stage, image) -> {});
  }

  /**
   * Reads a decoded picture and shows how.
   *
   * @param stages takes the name and the picture of each stage
   */
  public Reading read(Gray picture, BiConsumer<String, Gray> stages) {
    return read(picture, single(picture).map(this::digit), stages);
  }

  /**
   * Reads some decoded pictures, each of them as {@link #read(Gray)} does. Single digits take less
   * time together, eight or more, than one by one.
   */
  public List<Reading> read(List<Gray> pictures) {
    List<Optional<Prepared>> singles = pictures.stream().map(this::single).toList();
    List<Prepared> prepared = singles.stream().flatMap(Optional::stream).toList();
    Iterator<float[]> glances = Arrays.asList(classifier.together(prepared)).iterator();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      Optional<Reading.Digit> single = singles.get(i).map(digit -> digit(digit, glances.next()));
      readings.add(read(pictures.get(i), single, (stage, image) -> {}));
    }
    return readings;
  }

  private Reading read(
      Gray picture, Optional<Reading.Digit> single, BiConsumer<String, Gray> stages) {
    if (single.filter(Reading.Digit::known).isPresent()) {
      stages.accept("grey", picture);
      return of(single.get());
    }
    // What is not known as one digit may be two that touch, or many.
    Reading page = page(picture, stages);
    List<Reading.Digit> digits = page.lines().stream().flatMap(l -> l.digits().stream()).toList();
    if (single.isPresent() && Preparation.isSmall(picture)) {
      return isPage(digits) ? page : of(single.get());
    }
    boolean known = digits.stream().anyMatch(Reading.Digit::known);
    return known ? page : wide(picture).orElse(page);
  }

  /** Whether these are digits, as far as one can tell: what is small is seldom a page. */
  private static boolean isPage(List<Reading.Digit> digits) {
    double mean = digits.stream().mapToDouble(Reading.Digit::confidence).average().orElse(0);
    long different = digits.stream().map(Reading.Digit::name).distinct().count();
    return mean >= SMALL_PAGE && different >= SMALL_PAGE_DIFFERENT;
  }

  /** A 0 that lies on its side, say: only the network speaks for it, so it must be sure. */
  private Optional<Reading> wide(Gray picture) {
    return preparation
        .wide(picture)
        .map(digit -> digit(digit.turned(turn.orElse(Turn.NONE))))
        .filter(digit -> digit.known() && digit.confidence() >= SURE)
        .map(DigitReader::of);
  }

  private static Reading of(Reading.Digit digit) {
    return new Reading(List.of(new Reading.Line(List.of(digit))));
  }

  /**
   * Prepares the one digit of a picture that is known to show one, of any size.
   *
   * @return empty if the picture shows no ink
   */
  public Optional<Prepared> prepareSingle(Gray picture) {
    Optional<Prepared> found = classifier.likeliest(preparation.single(picture));
    return found.isPresent()
        ? found
        : Page.of(picture).single(preparation).or(() -> preparation.prepare(picture));
  }

  /**
   * The probability of each class of the model, 0 to 1, for a picture that shows one digit: what
   * {@link #read} believes of it. They come to less than 1 if several looks at it disagree.
   */
  public float[] probabilities(Prepared digit) {
    return classifier.look(digit, classifier.glance(digit));
  }

  private Optional<Prepared> single(Gray picture) {
    Turn known = turn.orElse(Turn.NONE);
    return classifier.likeliest(
        preparation.single(picture).stream().map(digit -> digit.turned(known)).toList());
  }

  private Reading.Digit digit(Prepared prepared) {
    return digit(prepared, classifier.glance(prepared));
  }

  private Reading.Digit digit(Prepared prepared, float[] glance) {
    return pages.single(classifier.look(prepared, glance), prepared);
  }

  private Reading page(Gray picture, BiConsumer<String, Gray> stages) {
    Page page = Page.of(picture, stages);
    List<List<Reading.Digit>> lines =
        turn.isPresent() ? pages.read(page.lines(turn.get())) : pages.read(page);
    return new Reading(lines.stream().map(Reading.Line::new).toList());
  }
}
