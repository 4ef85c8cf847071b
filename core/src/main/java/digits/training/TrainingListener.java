package digits.training;

import digits.network.Architecture;

/**
 * Is told what happens in training, on the thread that trains. Progress bars, histories and tests
 * are listeners.
 */
public interface TrainingListener {
  /** Before the first step. */
  default void started(Architecture architecture, Recipe recipe, long steps) {}

  /**
   * After every step.
   *
   * @param step counted from 1
   * @param examples seen so far
   */
  default void stepped(long step, long examples) {}

  /** After an epoch that the recipe reports. */
  default void epochEnded(Epoch epoch) {}

  /**
   * What an epoch came to.
   *
   * @param number counted from 1
   * @param rate of its last step
   * @param loss mean over the training rows it reports on, as they were trained
   * @param accuracy the same, 0 to 1
   * @param validationLoss mean over the held-out rows; NaN without any
   * @param validationAccuracy the same, 0 to 1
   * @param seconds since training began
   * @param imagesPerSecond trained, validation not counted
   */
  record Epoch(
      int number,
      double rate,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      double seconds,
      double imagesPerSecond) {}

  /** Both listen, this one first. */
  default TrainingListener and(TrainingListener other) {
    TrainingListener self = this;
    return new TrainingListener() {
      @Override
      public void started(Architecture architecture, Recipe recipe, long steps) {
        self.started(architecture, recipe, steps);
        other.started(architecture, recipe, steps);
      }

      @Override
      public void stepped(long step, long examples) {
        self.stepped(step, examples);
        other.stepped(step, examples);
      }

      @Override
      public void epochEnded(Epoch epoch) {
        self.epochEnded(epoch);
        other.epochEnded(epoch);
      }
    };
  }
}
