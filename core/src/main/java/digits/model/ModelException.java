package digits.model;

import java.io.IOException;

/**
 * A model file that cannot be used. The message is one line that says what, where, what was found
 * and expected, and what to try.
 */
public final class ModelException extends IOException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }
}
