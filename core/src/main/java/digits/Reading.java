package digits;

import digits.image.Prepared;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was read in a picture: lines from top to bottom, digits from left to right.
 *
 * @param lines none in a picture without ink
 */
public record Reading(List<Line> lines) {
  /**
   * @param digits at least one
   */
  public record Line(List<Digit> digits) {
    public Line {
      digits = List.copyOf(digits);
    }

    /** The digits side by side. */
    public String text() {
      StringBuilder text = new StringBuilder();
      for (Digit digit : digits) {
        text.append(digit.name());
      }
      return text.toString();
    }
  }

  /** What stands in the place of something that is no digit. */
  public static final String UNKNOWN = "?";

  /**
   * One digit.
   *
   * @param name of the class that was read, such as "7", or {@link #UNKNOWN}
   * @param confidence the probability of the likeliest class, 0 to 1
   * @param prepared what the network was shown, and the box it was found in
   */
  public record Digit(String name, double confidence, Prepared prepared) {
    /** Whether it was read at all. */
    public boolean known() {
      return !name.equals(UNKNOWN);
    }
  }

  public Reading {
    lines = List.copyOf(lines);
  }

  /** The lines' texts with line breaks between them. */
  public String text() {
    return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
  }
}
