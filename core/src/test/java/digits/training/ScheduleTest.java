package digits.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  static final List<Schedule> ALL =
      List.of(
          new Schedule.Constant(),
          new Schedule.Step(0.25, 0.5),
          new Schedule.Cosine(),
          new Schedule.OneCycle(0.3, 0.1, 0.001));

  private static final double EXACT = 1e-12;

  @Test
  void constantStays() {
    assertEquals(1, new Schedule.Constant().factor(0, 100));
    assertEquals(1, new Schedule.Constant().factor(99, 100));
  }

  @Test
  void stepDecaysAfterEachShare() {
    Schedule step = new Schedule.Step(0.25, 0.5);
    long[] steps = {0, 24, 25, 49, 50, 74, 75, 99};
    double[] factors = {1, 1, 0.5, 0.5, 0.25, 0.25, 0.125, 0.125};
    for (int i = 0; i < steps.length; i++) {
      assertEquals(factors[i], step.factor(steps[i], 100), EXACT, "step " + steps[i]);
    }
  }

  @Test
  void cosineGoesDownHalfAWave() {
    Schedule cosine = new Schedule.Cosine();
    assertEquals(1, cosine.factor(0, 300), EXACT);
    assertEquals(0.75, cosine.factor(100, 300), EXACT);
    assertEquals(0.5, cosine.factor(150, 300), EXACT);
    assertEquals(0.25, cosine.factor(200, 300), EXACT);
    assertFalls(cosine, 0, 299, 300);
    assertTrue(cosine.factor(299, 300) < 1e-4);
  }

  @Test
  void oneCycleGoesUpToOneAndDownAgain() {
    Schedule cycle = new Schedule.OneCycle(0.2, 0.1, 0.001);
    assertEquals(0.1, cycle.factor(0, 1000), EXACT);
    assertEquals(0.55, cycle.factor(100, 1000), EXACT);
    assertEquals(1, cycle.factor(200, 1000), EXACT);
    assertEquals(0.5005, cycle.factor(600, 1000), EXACT);
    assertEquals(0.001, cycle.factor(999, 1000), 1e-5);
    for (int t = 1; t <= 200; t++) {
      assertTrue(cycle.factor(t, 1000) > cycle.factor(t - 1, 1000), "step " + t);
    }
    assertFalls(cycle, 200, 999, 1000);
  }

  @Test
  void oneCycleWithoutWarmUpBeginsAtTheTop() {
    assertEquals(1, new Schedule.OneCycle(0, 0.1, 0.001).factor(0, 10), EXACT);
  }

  private static void assertFalls(Schedule schedule, int from, int to, int steps) {
    for (int t = from + 1; t <= to; t++) {
      assertTrue(schedule.factor(t, steps) < schedule.factor(t - 1, steps), "step " + t);
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void everyFactorIsBetweenZeroAndOneHoweverFewSteps(Schedule schedule) {
    for (long steps = 1; steps <= 50; steps++) {
      for (long t = 0; t < steps; t++) {
        double factor = schedule.factor(t, steps);
        assertTrue(factor >= 0 && factor <= 1, "step " + t + " of " + steps + ": " + factor);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesNumbersOutOfRange(double wrong) {
    assertRefused(() -> new Schedule.Step(wrong, 0.5));
    assertRefused(() -> new Schedule.Step(0.5, wrong));
    assertRefused(() -> new Schedule.OneCycle(wrong, 0.1, 0.1));
    assertRefused(() -> new Schedule.OneCycle(0.1, wrong, 0.1));
    assertRefused(() -> new Schedule.OneCycle(0.1, 0.1, wrong));
  }

  private static void assertRefused(Runnable refused) {
    String message = assertThrows(IllegalArgumentException.class, refused::run).getMessage();
    assertTrue(message.contains(", expected "), message);
  }
}
