package digits.app;

import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How reading many pictures goes on, on standard error; nothing for a few. */
final class ReadingProgress implements AutoCloseable {
  private static final int MANY = 100;

  private final int pictures;
  private final PrintWriter err;
  private final long begin = System.nanoTime();
  private final ProgressBar bar;
  private int done;
  private int failures;

  ReadingProgress(int pictures, PrintWriter err) {
    this.pictures = pictures;
    this.err = err;
    boolean terminal = Boolean.getBoolean("digits.terminal.err");
    bar =
        terminal && pictures >= MANY
            ? new ProgressBarBuilder()
                .setTaskName("read")
                .setInitialMax(pictures)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()
            : null;
  }

  /**
   * One more is done.
   *
   * @param failure why it failed, or null
   */
  void step(String failure) {
    done++;
    if (bar != null) {
      bar.step();
    }
    if (failure != null) {
      failures++;
      err.println("digits: " + failure);
    }
  }

  int failures() {
    return failures;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
    if (pictures >= MANY) {
      double seconds = (System.nanoTime() - begin) * 1e-9;
      err.println(
          Text.format(
              "read %,d pictures in %.1f s, %,.0f a second; %,d could not be read",
              done - failures, seconds, done / seconds, failures));
    }
  }
}
