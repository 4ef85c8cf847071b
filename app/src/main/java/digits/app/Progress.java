package digits.app;

import digits.network.Architecture;
import digits.training.Recipe;
import digits.training.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how training goes on standard error: a bar on a terminal, plain lines elsewhere. */
abstract sealed class Progress implements TrainingListener, AutoCloseable {

  /** The listener that suits what standard error is; none beside lines of JSON. */
  static Progress of(PrintWriter err, String name, boolean json) {
    if (json) {
      return new Silent();
    }
    int columns = Integer.getInteger("digits.terminal.columns", 0);
    return columns > 0 ? new Bar(name, columns) : new Lines(err);
  }

  @Override
  public void close() {}

  private static final class Silent extends Progress {}

  private static String describe(Epoch epoch) {
    String held =
        Double.isNaN(epoch.validationLoss())
            ? ""
            : Text.format(", held out %s", Text.percent(epoch.validationAccuracy()));
    return Text.format(
        "loss %.4f, accuracy %s%s, %,.0f images/s",
        epoch.loss(), Text.percent(epoch.accuracy()), held, epoch.imagesPerSecond());
  }

  private static final class Lines extends Progress {
    private final PrintWriter err;
    private int epochs;
    private long steps;

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void started(Architecture architecture, Recipe recipe, long steps) {
      epochs = recipe.epochs();
      this.steps = steps;
      err.println("training " + architecture.text() + ": " + recipe.text());
    }

    @Override
    public void resumed(long step, List<Epoch> before) {
      err.println(Text.format("going on after step %,d of %,d", step, steps));
    }

    @Override
    public void epochEnded(Epoch epoch) {
      err.println(Text.format("epoch %d of %d: %s", epoch.number(), epochs, describe(epoch)));
    }
  }

  private static final class Bar extends Progress {
    private final String name;
    private final int columns;
    private ProgressBar bar;
    private volatile long before;

    Bar(String name, int columns) {
      this.name = name;
      this.columns = columns;
    }

    @Override
    public void started(Architecture architecture, Recipe recipe, long steps) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setUpdateIntervalMillis(100)
              .hideEta()
              .setEtaFunction(
                  state ->
                      state.getCurrent() <= before
                          ? Optional.empty()
                          : Optional.of(
                              state
                                  .getElapsedAfterStart()
                                  .multipliedBy(state.getMax() - state.getCurrent())
                                  .dividedBy(state.getCurrent() - before)))
              // Left to find out the width itself, it gives signals their default handlers back,
              // and
              // Ctrl-C ends the program before the checkpoint is written.
              .setConsumer(new ConsoleProgressBarConsumer(System.err, columns - 1))
              .build();
    }

    @Override
    public void resumed(long step, List<Epoch> epochs) {
      before = step;
      bar.stepTo(step);
    }

    @Override
    public void stepped(long step, long examples) {
      bar.stepTo(step);
    }

    @Override
    public void epochEnded(Epoch epoch) {
      bar.setExtraMessage(describe(epoch));
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
