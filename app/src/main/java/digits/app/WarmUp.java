package digits.app;

import digits.data.Dataset;
import digits.training.Recipe;
import digits.training.Trainer;
import digits.training.TrainingListener;
import digits.zoo.ZooModel;
import java.util.SplittableRandom;

/**
 * Trains on made-up pictures in the background while the real ones are read, so that Java has
 * compiled the kernels when they are needed: before that, vector code runs a thousand times slower.
 * Nothing of it is kept; results are the same without.
 */
public final class WarmUp implements AutoCloseable {
  /** After so many rounds all is compiled; large networks stop at a second before that. */
  private static final int ROUNDS = 200;

  private static final long LONGEST_NANOS = 1_000_000_000L;

  private static final int PICTURES = 128;

  /** Where all rows are one step they are sorted and packed first, which is to be warm too. */
  private static final int PICTURES_OF_ONE_STEP = 2_048;

  private static final int SIDE = 28;

  private final Thread thread;
  private volatile boolean enough;

  public WarmUp(ZooModel.Learned model) {
    boolean oneStep = model.recipe().batch() == Recipe.ALL_ROWS;
    Dataset pictures = pictures(oneStep ? PICTURES_OF_ONE_STEP : PICTURES);
    Trainer trainer =
        new Trainer(model.recipe().withEpochs(1).withRate(1e-3), 1, new TrainingListener() {});
    thread =
        new Thread(
            () -> {
              long begin = System.nanoTime();
              for (int i = 0; !enough || more(i, begin); i++) {
                trainer.train(model.architecture(pictures), pictures, 0);
              }
            },
            "digits-warm-up");
    thread.setDaemon(true);
    // What goes wrong here, such as too little memory, does so in the real training, and is said
    // there.
    thread.setUncaughtExceptionHandler((t, e) -> {});
    thread.start();
  }

  private static boolean more(int rounds, long begin) {
    return rounds < ROUNDS && System.nanoTime() - begin < LONGEST_NANOS;
  }

  /**
   * As MNIST's: a patch of ink somewhere in the middle, nothing around it. What the compiler has
   * never seen, such as lines of zeros, it would have to learn again.
   */
  private static Dataset pictures(int count) {
    SplittableRandom random = new SplittableRandom(0);
    byte[] pixels = new byte[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      int left = 4 + random.nextInt(8);
      int top = 4 + random.nextInt(4);
      for (int y = top; y < top + 18; y++) {
        for (int x = left; x < left + 10; x++) {
          pixels[(n * SIDE + y) * SIDE + x] = (byte) (random.nextInt(6) * 51);
        }
      }
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % Dataset.DIGITS.size();
    }
    return new Dataset("warm-up", pixels, labels, SIDE, SIDE, Dataset.DIGITS);
  }

  @Override
  public void close() {
    enough = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
