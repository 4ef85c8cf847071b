package digits.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTest {

  @Test
  void partsCoverEverythingOnceAndInOrder() {
    for (int length = 0; length <= 200; length++) {
      for (int parts = 1; parts <= 17; parts++) {
        String what = length + " things in " + parts + " parts";
        assertEquals(0, Parallel.start(length, parts, 0), what);
        assertEquals(length, Parallel.start(length, parts, parts), what);
        for (int part = 0; part < parts; part++) {
          int size = Parallel.start(length, parts, part + 1) - Parallel.start(length, parts, part);
          assertTrue(size == length / parts || size == (length + parts - 1) / parts, what);
        }
      }
    }
  }

  @Test
  void partsOfManyThingsDoNotOverflow() {
    assertEquals(2_000_000_000, Parallel.start(2_000_000_000, 1_000_000, 1_000_000));
    assertEquals(1_000_000_000, Parallel.start(2_000_000_000, 1_000_000, 500_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
  void everyTaskRunsOnceOnAWorkerThatThereIs(int threads) {
    try (Parallel parallel = new Parallel(threads)) {
      assertEquals(threads, parallel.threads());
      for (int count = 0; count <= 200; count++) {
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        AtomicIntegerArray strangers = new AtomicIntegerArray(1);
        int workers = Math.min(threads, Math.max(1, count));
        parallel.run(
            count,
            (worker, task) -> {
              runs.incrementAndGet(task);
              if (worker < 0 || worker >= workers) {
                strangers.incrementAndGet(0);
              }
            });
        for (int task = 0; task < count; task++) {
          assertEquals(1, runs.get(task), "task " + task + " of " + count);
        }
        assertEquals(0, strangers.get(0), "workers beyond the threads or the " + count + " tasks");
      }
    }
  }

  @Test
  void aWorkerIsOneThreadAtATime() {
    try (Parallel parallel = new Parallel(4)) {
      AtomicIntegerArray busy = new AtomicIntegerArray(4);
      LongAdder clashes = new LongAdder();
      for (int round = 0; round < 500; round++) {
        parallel.run(
            40,
            (worker, task) -> {
              if (busy.incrementAndGet(worker) != 1) {
                clashes.increment();
              }
              Thread.onSpinWait();
              busy.decrementAndGet(worker);
            });
      }
      assertEquals(0, clashes.sum());
    }
  }

  /** What tasks wrote must be seen after run, without anything volatile in the tasks. */
  @Test
  void manyTinyRunsNeitherHangNorLoseAWrite() {
    try (Parallel parallel = new Parallel(3)) {
      long[] sums = new long[3];
      int rounds = 20_000;
      for (int round = 0; round < rounds; round++) {
        int value = round;
        parallel.run(3, (worker, task) -> sums[task] += value);
      }
      for (long sum : sums) {
        assertEquals(rounds * (rounds - 1L) / 2, sum);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void whatATaskThrowsReachesTheCallerAndThePoolGoesOn(int threads) {
    try (Parallel parallel = new Parallel(threads)) {
      for (int round = 0; round < 50; round++) {
        Error broken = new AssertionError("broken");
        Throwable thrown =
            assertThrows(
                Throwable.class,
                () ->
                    parallel.run(
                        20,
                        (worker, task) -> {
                          if (task == 7) {
                            throw broken;
                          }
                        }));
        assertSame(broken, thrown.getCause() == null ? thrown : thrown.getCause());
        LongAdder runs = new LongAdder();
        parallel.run(20, (worker, task) -> runs.increment());
        assertEquals(20, runs.sum());
      }
    }
  }

  @Test
  void noTasksAreNoWork() {
    try (Parallel parallel = new Parallel(3)) {
      parallel.run(
          0,
          (worker, task) -> {
            throw new AssertionError();
          });
    }
  }

  @Test
  void closeEndsTheThreads() throws InterruptedException {
    Thread[] helpers = new Thread[4];
    try (Parallel parallel = new Parallel(4)) {
      while (helpers[1] == null || helpers[2] == null || helpers[3] == null) {
        parallel.run(
            4,
            (worker, task) -> {
              helpers[worker] = Thread.currentThread();
              Thread.yield();
            });
      }
      for (int i = 1; i < 4; i++) {
        assertTrue(helpers[i].isAlive() && helpers[i].isDaemon());
      }
    }
    for (int i = 1; i < 4; i++) {
      helpers[i].join(Duration.ofSeconds(10).toMillis());
      assertFalse(helpers[i].isAlive());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void fewerThanOneThreadIsRefused(int threads) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Parallel(threads)).getMessage();
    assertEquals("threads: " + threads + ", expected at least 1", message);
  }
}
