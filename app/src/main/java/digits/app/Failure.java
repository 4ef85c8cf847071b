package digits.app;

/**
 * Ends the command with exit code 1 and this one line, which says what is wrong and what to try.
 */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message);
  }
}
