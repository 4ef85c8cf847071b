package digits.data;

import java.io.IOException;

/**
 * Labelled examples that cannot be used. The message is one line that says what, where, what was
 * found and expected, and what to try.
 */
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
