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
import java.util.List;
import java.util.Optional;

/**
 * The front door: reads the digits of a picture, a single one or lines of them, of any size, dark
 * on light or light on dark, lying on any side. Immutable and safe for use by many threads.
 */
public final class DigitReader {
  /** MNIST's digits lie in 20 of 28 pixels; other sizes of network keep that share. */
  private static final double BOX_SHARE = 20.0 / 28;

  private final Classifier classifier;
  private final Preparation preparation;
  private final PageReader pages;
  private final Optional<Turn> turn;

  private DigitReader(Classifier classifier, Preparation preparation, Optional<Turn> turn) {
    this.classifier = classifier;
    this.preparation = preparation;
    this.turn = turn;
    pages = new PageReader(classifier, preparation);
  }

  /** A reader with the best model the library carries. */
  public static DigitReader pretrained() {
    return of(Pretrained.find("mlp").orElseThrow());
  }

  /** A reader with a model of your own. */
  public static DigitReader of(Model model) {
    int shorter = Math.min(model.width(), model.height());
    Preparation preparation =
        new Preparation(
            model.width(), model.height(), Math.max(1, (int) Math.round(BOX_SHARE * shorter)));
    return new DigitReader(new Classifier(model), preparation, Optional.empty());
  }

  /** The same reader for pictures that must be turned so far, rather than finding out. */
  public DigitReader turning(Turn turn) {
    return new DigitReader(classifier, preparation, Optional.of(turn));
  }

  /**
   * Reads a picture file: PNG, JPEG, BMP or GIF.
   *
   * @throws PictureException if it cannot be read or is no picture
   */
  public Reading read(Path picture) throws PictureException {
    return read(Pictures.read(picture));
  }

  /** Reads a decoded picture; an empty one gives a reading without lines. */
  public Reading read(Gray picture) {
    Optional<Prepared> single = preparation.single(picture);
    if (single.isPresent()) {
      Prepared digit = single.get().turned(turn.orElse(Turn.NONE));
      float[] probabilities = classifier.ofPrepared(List.of(digit))[0];
      return new Reading(List.of(new Reading.Line(List.of(pages.digit(probabilities, digit)))));
    }
    Page page = Page.of(picture);
    List<List<Reading.Digit>> lines =
        turn.isPresent() ? pages.read(page.lines(turn.get())) : pages.read(page);
    return new Reading(lines.stream().map(Reading.Line::new).toList());
  }
}
