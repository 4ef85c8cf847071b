package digits.data;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How pictures are changed at random while a network learns, so that it sees each as other hands,
 * pens and scanners might have made it. {@link Augmenter} does it. Immutable, safe to share between
 * threads.
 *
 * @param strengths how strong each change is; what is missing or 0 is off
 */
public record Augmentation(Map<Change, Double> strengths) {

  /**
   * What can be changed, in the order in which it happens: what is written, the hand, the pen, then
   * the scanner. From {@link #ROTATE} to {@link #ELASTIC} all is one movement of the picture about
   * its centre, with one resampling. Numbers are drawn uniformly from their range.
   */
  public enum Change {
    /**
     * The probability of becoming no digit at all: a letter, a scribble, two digits at once, a
     * digit on its side, a box, a blot ({@link Nonsense}). The network is then to learn that no
     * class is likelier than another.
     */
    NONSENSE("nonsense", 1),
    /** The probability that a digit stays as it is, whatever the other changes say. */
    UNTOUCHED("untouched", 1),
    /**
     * The probability that a digit is written as other schools teach it: a 1 with a long upstroke,
     * at times a foot, a 7 with a bar, a 9 with a hook; one in four of the 0s that it meets gets a
     * slash ({@link Schools}).
     */
    SCHOOLS("schools", 1),
    /** The probability that one end of a digit is drawn out to up to 2.5 times its length. */
    TAILS("tails", 1),
    /** Turns by up to so many degrees either way. */
    ROTATE("rotate", 180),
    /** Width and height, each by its own factor, from 1 - strength to 1 + strength. */
    ZOOM("zoom", 0.5),
    /**
     * The probability that a digit higher than wide is drawn wider, by up to as much as makes it
     * square, and up to 2.5 times: some scanners stretch digits to their boxes.
     */
    STRETCH("stretch", 1),
    /** Slant: moves a row sideways by up to the strength times its height above the centre. */
    SHEAR("shear", 1),
    /** Moves by up to so many pixels along each axis, fractions included. */
    SHIFT("shift", 100),
    /**
     * Moves every pixel its own way, neighbours nearly alike. The strength is the standard
     * deviation of the movement along each axis in pixels. Simard, Steinkraus and Platt (2003) have
     * 1.4.
     */
    ELASTIC("elastic", 8),
    /** Moves the edges of strokes outwards or inwards by up to so many pixels. */
    THICKNESS("thickness", 2),
    /** The probability of one or two straight cuts, 1 to 2 pixels wide, through the strokes. */
    GAPS("gaps", 1),
    /** The probability of a stroke's outline in the place of the stroke. */
    OUTLINE("outline", 1),
    /**
     * The probability of one or two straight lines, 1 to 2 pixels wide, across the picture, as pale
     * or dark as the draw says, half of them dashed.
     */
    LINES("lines", 1),
    /**
     * The probability of a blur: a Gaussian with a standard deviation of 0.4 to 1 pixels or, as
     * often, a movement of 2 to 8 pixels in any direction.
     */
    BLUR("blur", 1),
    /** The probability of losing resolution: down by a factor of 1.3 to 2.5, and up again. */
    COARSE("coarse", 1),
    /**
     * The probability of grey paper (0 to 140 of 255) under ink that is at least 60 darker. For
     * half of them the grey is even, for half it runs smoothly from corner to corner, as light
     * does.
     */
    CONTRAST("contrast", 1),
    /** The probability that what lies beyond one or two straight edges turns to its negative. */
    NEGATIVE("negative", 1),
    /**
     * The probability of noise: on every pixel with a standard deviation of 5 to 50 of 255 or, one
     * time in three, specks of paper or ink on 2 to 20 % of the pixels.
     */
    NOISE("noise", 1),
    /**
     * The probability of losing a rectangle, an eighth to a third of the picture's sides long, to
     * paper or, as often, to noise: the random erasing of Zhong and others (2017).
     */
    ERASE("erase", 1);

    private final String word;
    private final double largest;

    Change(String word, double largest) {
      this.word = word;
      this.largest = largest;
    }
  }

  /** Leaves pictures as they are. */
  public static final Augmentation NONE = new Augmentation(Map.of());

  /**
   * @throws IllegalArgumentException if a strength is not in the range of its change
   */
  public Augmentation {
    Map<Change, Double> checked = new EnumMap<>(Change.class);
    strengths.forEach(
        (change, strength) -> {
          // written so that NaN is refused
          if (!(strength >= 0 && strength <= change.largest)) {
            throw new IllegalArgumentException(
                "augmentation: "
                    + change.word
                    + " "
                    + strength
                    + ", expected 0 to "
                    + number(change.largest));
          }
          if (strength > 0) {
            checked.put(change, strength);
          }
        });
    strengths = Collections.unmodifiableMap(checked);
  }

  /**
   * This with one strength replaced.
   *
   * @throws IllegalArgumentException if the strength is not in the range of the change
   */
  public Augmentation with(Change change, double strength) {
    Map<Change, Double> more = new EnumMap<>(Change.class);
    more.putAll(strengths);
    more.put(change, strength);
    return new Augmentation(more);
  }

  /** The strength of a change, 0 if it is off. */
  public double strength(Change change) {
    return strengths.getOrDefault(change, 0.0);
  }

  /** In words, such as "rotate 15, zoom 0.15, shift 2.8", or "none". */
  public String text() {
    return strengths.isEmpty()
        ? "none"
        : strengths.entrySet().stream()
            .map(entry -> entry.getKey().word + " " + number(entry.getValue()))
            .collect(joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /**
   * The random numbers for one picture in one epoch. They follow from these three alone, so that
   * neither threads nor the order of the rows change what a picture becomes.
   *
   * @param epoch from 0 on
   */
  public static SplittableRandom stream(long seed, int epoch, int row) {
    // Streams of numbers from 0 on shuffle the epochs; these are below it.
    return Split.stream(Split.stream(seed, ~epoch).nextLong(), row);
  }

  /** A number drawn uniformly. */
  static double between(double low, double high, SplittableRandom random) {
    return low + (high - low) * random.nextDouble();
  }
}
