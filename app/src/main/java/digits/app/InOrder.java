package digits.app;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Work on many things by several threads, whose results come in the order of the things. */
final class InOrder {
  /** So many results a thread may wait for an earlier one that takes long. */
  private static final int AHEAD = 16;

  private InOrder() {}

  static <T, R> void map(
      Iterable<T> things, int threads, Function<T, R> work, Consumer<R> results) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "digits-reader");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Queue<Future<R>> waiting = new ArrayDeque<>();
      Iterator<T> next = things.iterator();
      while (next.hasNext() || !waiting.isEmpty()) {
        while (next.hasNext() && waiting.size() < threads * AHEAD) {
          T thing = next.next();
          waiting.add(workers.submit((Callable<R>) () -> work.apply(thing)));
        }
        results.accept(waiting.remove().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
