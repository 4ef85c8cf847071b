package digits.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that run numbered tasks. Which thread runs which task varies; so that results never
 * do, a task writes only what belongs to its number, equation (34) of docs/mathematics.md. One
 * thread at a time may call {@link #run}; it works too. The threads are daemons and end on {@link
 * #close}.
 */
public final class Parallel implements AutoCloseable {
  /** Waiting hot this long, about 30 microseconds, costs less than being woken by the system. */
  private static final int SPINS = 2_000;

  /** A numbered piece of work; {@code worker} is below the number of threads and of tasks. */
  public interface Task {
    void run(int worker, int task);
  }

  private final Thread[] helpers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger working = new AtomicInteger();
  private Task task;
  private int tasks;
  private volatile int round;
  private volatile boolean closed;
  private volatile Throwable failure;

  /**
   * @param threads at least 1, the calling thread included
   */
  public Parallel(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
    }
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] = new Thread(() -> help(worker), "digits-worker-" + worker);
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  public int threads() {
    return helpers.length + 1;
  }

  /**
   * Where part {@code part} of {@code length} things begins when they are cut into {@code parts}.
   */
  public static int start(int length, int parts, int part) {
    return (int) ((long) length * part / parts);
  }

  /** Runs tasks 0 to {@code count - 1} and returns when all are done; passes on what one threw. */
  public void run(int count, Task work) {
    if (closed) {
      throw new IllegalStateException("these threads have ended");
    }
    if (helpers.length == 0 || count < 2) {
      for (int i = 0; i < count; i++) {
        work.run(0, i);
      }
      return;
    }
    task = work;
    tasks = count;
    failure = null;
    next.set(0);
    working.set(helpers.length);
    round++;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    claim(0);
    while (working.get() > 0) {
      Thread.onSpinWait();
    }
    if (failure != null) {
      throw new IllegalStateException("a parallel task failed: " + failure, failure);
    }
  }

  private void help(int worker) {
    int done = 0;
    while (true) {
      for (int spins = 0; round == done && !closed; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      if (closed) {
        return;
      }
      done++;
      if (worker < tasks) {
        claim(worker);
      }
      working.decrementAndGet();
    }
  }

  private void claim(int worker) {
    try {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        task.run(worker, i);
      }
    } catch (Throwable e) {
      // Handed to the caller of run; the tasks not yet begun are dropped.
      failure = e;
      next.set(tasks);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}
