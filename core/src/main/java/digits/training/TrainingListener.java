package digits.training;

import digits.network.Architecture;
import java.util.List;
import java.util.function.Supplier;

/**
 * Is told what happens in training, on the thread that trains. Progress bars, histories and tests
 * are listeners.
 */
public interface TrainingListener {
  /** Before the first step. */
  default void started(Architecture architecture, Recipe recipe, long steps) {}

  /**
   * After {@link #started} where a training goes on that was interrupted.
   *
   * @param step done last
   * @param epochs reported before
   */
  default void resumed(long step, List<Epoch> epochs) {}

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
   * After a step and all that follows from it: from here, training can be resumed.
   *
   * @param state copies the state of this moment; costs time only where it is called
   * @return whether to go on
   */
  default boolean betweenSteps(Supplier<TrainingState> state) {
    return true;
  }

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
      public void resumed(long step, List<Epoch> epochs) {
        self.resumed(step, epochs);
        other.resumed(step, epochs);
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

      @Override
      public boolean betweenSteps(Supplier<TrainingState> state) {
        // Not &&: the other one is to hear of it too.
        return self.betweenSteps(state) & other.betweenSteps(state);
      }
    };
  }
}
