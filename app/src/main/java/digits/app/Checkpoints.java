package digits.app;

import digits.model.Checkpoint;
import digits.training.TrainingListener;
import digits.training.TrainingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Writes a checkpoint every so often while training goes on, and one more before it ends when the
 * program is told to stop.
 */
final class Checkpoints implements TrainingListener, AutoCloseable {
  private final RunFolder folder;
  private final Supplier<Map<String, String>> facts;
  private final double everySeconds;
  private final StopSignal stop;
  private final PrintWriter err;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "digits-checkpoint"));
  private Future<?> writing = CompletableFuture.completedFuture(null);
  private long last = System.nanoTime();
  private SortedMap<String, String> knownFacts;
  private boolean warned;

  /**
   * @param facts that go with the state; asked for once, where there is time
   */
  Checkpoints(
      RunFolder folder,
      Supplier<Map<String, String>> facts,
      double everySeconds,
      StopSignal stop,
      PrintWriter err) {
    this.folder = folder;
    this.facts = facts;
    this.everySeconds = everySeconds;
    this.stop = stop;
    this.err = err;
  }

  @Override
  public boolean betweenSteps(Supplier<TrainingState> state) {
    boolean stopping = stop.requested();
    long now = System.nanoTime();
    if (stopping || (writing.isDone() && (now - last) * 1e-9 >= everySeconds)) {
      TrainingState copy = state.get();
      writing = writer.submit(() -> write(copy));
      last = now;
    }
    return !stopping;
  }

  /** A full disk is no reason to end a training. */
  private void write(TrainingState state) {
    try {
      if (knownFacts == null) {
        knownFacts = new TreeMap<>(facts.get());
      }
      new Checkpoint(state, knownFacts).write(folder.file(RunFolder.CHECKPOINT));
    } catch (IOException | RuntimeException e) {
      if (!warned) {
        err.println("digits: no checkpoint can be written, training goes on without: " + e);
        warned = true;
      }
    }
  }

  /** Waits for what is being written. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      writer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
