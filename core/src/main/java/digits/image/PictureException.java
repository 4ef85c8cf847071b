package digits.image;

import java.io.IOException;

/**
 * A picture cannot be used. The message is one line: the picture's name, what was found, what was
 * expected and what to try.
 */
public final class PictureException extends IOException {
  private static final long serialVersionUID = 1L;

  PictureException(String name, String found, String expected, String advice) {
    super(oneLine(name + ": " + found + "; expected " + expected + "; " + advice));
  }

  /** Names of files and messages of decoders come from outside and may hold line breaks. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
