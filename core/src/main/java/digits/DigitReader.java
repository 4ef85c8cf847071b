package digits;

import digits.image.Gray;
import digits.image.PictureException;
import digits.image.Pictures;
import digits.image.Preparation;
import digits.image.Prepared;
import digits.model.Model;
import digits.model.Pretrained;
import digits.network.SoftmaxCrossEntropy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The front door: reads the digit of a picture that holds one, of any size, dark on light or light
 * on dark. Safe for use by many threads.
 */
public final class DigitReader {
  /** MNIST's digits lie in 20 of 28 pixels; other sizes of network keep that share. */
  private static final double BOX_SHARE = 20.0 / 28;

  private final Model model;
  private final Preparation preparation;

  private DigitReader(Model model) {
    this.model = model;
    int shorter = Math.min(model.width(), model.height());
    preparation =
        new Preparation(
            model.width(), model.height(), Math.max(1, (int) Math.round(BOX_SHARE * shorter)));
  }

  /** A reader with the best model the library carries. */
  public static DigitReader pretrained() {
    return of(Pretrained.find("mlp").orElseThrow());
  }

  /** A reader with a model of your own. */
  public static DigitReader of(Model model) {
    return new DigitReader(model);
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
    Optional<Prepared> prepared = preparation.prepare(picture);
    if (prepared.isEmpty()) {
      return new Reading(List.of());
    }
    float[] probabilities = model.network().probabilities(prepared.get().pixels());
    int best = SoftmaxCrossEntropy.best(probabilities, 0, probabilities.length);
    Reading.Digit digit =
        new Reading.Digit(model.classes().get(best), probabilities[best], prepared.get());
    return new Reading(List.of(new Reading.Line(List.of(digit))));
  }
}
