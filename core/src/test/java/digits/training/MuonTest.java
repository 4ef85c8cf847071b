package digits.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import digits.TestData;
import digits.data.Dataset;
import digits.network.Architecture;
import digits.network.Initialiser;
import digits.network.ParameterView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuonTest {
  private static final Optimiser.Muon MUON =
      new Optimiser.Muon(0.95, Optimiser.Adam.withDecay(0.1));

  /** (59) in plain loops of double, never the smaller one of both products. */
  private static double[] expected(int m, int n, float[] from) {
    double[] x = TestData.doubles(from);
    double squares = 0;
    for (double number : x) {
      squares += number * number;
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= Math.sqrt(squares);
    }
    for (int round = 0; round < 5; round++) {
      double[] gx = times(m, n, gram(m, n, x), x);
      double[] ggx = times(m, n, gram(m, n, x), gx);
      for (int i = 0; i < x.length; i++) {
        x[i] = 3.4445 * x[i] - 4.7750 * gx[i] + 2.0315 * ggx[i];
      }
    }
    return x;
  }

  private static double[] gram(int m, int n, double[] x) {
    double[] gram = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < n; k++) {
          gram[i * m + j] += x[i * n + k] * x[j * n + k];
        }
      }
    }
    return gram;
  }

  private static double[] times(int m, int n, double[] square, double[] x) {
    double[] product = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < n; k++) {
          product[i * n + k] += square[i * m + j] * x[j * n + k];
        }
      }
    }
    return product;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "3,5", "5,3", "13,13", "33,20", "20,33", "65,17"})
  void orthogonalisesAsTheFormulaSays(int m, int n) {
    float[] x = TestData.numbers(m * n, 5);
    double[] expected = expected(m, n, x);
    NewtonSchulz.orthogonalise(m, n, x);
    assertArrayEquals(expected, TestData.doubles(x), 2e-4);
  }

  /** All singular values near 1 means X Xᵀ is near the unit matrix; and so it is for rotations. */
  @ParameterizedTest
  @CsvSource({"4,40", "8,100", "16,200"})
  void singularValuesComeNearOne(int m, int n) {
    float[] x = TestData.numbers(m * n, 6);
    NewtonSchulz.orthogonalise(m, n, x);
    double[] gram = gram(m, n, TestData.doubles(x));
    for (int i = 0; i < m; i++) {
      assertEquals(1, gram[i * m + i], 0.5, "row " + i);
      for (int j = 0; j < i; j++) {
        assertEquals(0, gram[i * m + j], 0.4, i + ", " + j);
      }
    }
  }

  @Test
  void zerosStayZeros() {
    float[] x = new float[12];
    NewtonSchulz.orthogonalise(3, 4, x);
    assertArrayEquals(new float[12], x);
  }

  @Test
  void takesTheHiddenMatricesWhole() {
    assertEquals(
        List.of("0.weight", "2.weight"),
        MUON.wholes(Architecture.dense(9, 8, 7, 3)).stream().map(ParameterView::name).toList());
    assertEquals(List.of(), MUON.wholes(Architecture.dense(9, 3)));
  }

  @Test
  void stepsAlongTheOrthogonalMomentum() {
    ParameterView view = Architecture.dense(6, 4, 2).parameters().get(0);
    float[] parameters = TestData.numbers(view.size(), 1);
    double[] expected = TestData.doubles(parameters);
    float[][] moments = new float[2][view.size()];
    double[] v = new double[view.size()];
    for (int t = 1; t <= 3; t++) {
      float[] g = TestData.numbers(view.size(), 10 + t);
      MUON.stepWhole(view, parameters, g, moments, 0.01);
      float[] u = new float[v.length];
      for (int i = 0; i < v.length; i++) {
        v[i] = 0.95 * v[i] + g[i];
        u[i] = (float) (g[i] + 0.95 * v[i]);
      }
      double[] o = expected(6, 4, u);
      for (int i = 0; i < v.length; i++) {
        expected[i] = (1 - 0.01 * 0.1) * expected[i] - 0.01 * 0.2 * Math.sqrt(6) * o[i]; // (60)
      }
    }
    assertArrayEquals(expected, TestData.doubles(parameters), 1e-5);
  }

  @Test
  void learnsTheSameWithAnyNumberOfThreads() {
    Dataset data = TestData.mnist(0, 600);
    Architecture architecture = Architecture.dense(784, 70, 20, 10);
    Recipe recipe =
        Recipe.of(3, 0.01, MUON, new Schedule.Constant(), Initialiser.HE)
            .withHeldOut(Recipe.HeldOut.random(100))
            .withAverage(0.5);
    TrainingListener silent = new TrainingListener() {};
    Trainer.Result one = new Trainer(recipe, 1, silent).train(architecture, data, 1);
    for (int threads : new int[] {2, 3}) {
      assertArrayEquals(
          one.network().parameters(),
          new Trainer(recipe, threads, silent).train(architecture, data, 1).network().parameters());
    }
    assertTrue(Evaluation.of(one.network(), data, 1).accuracy() > 0.7);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(
        IllegalArgumentException.class, () -> new Optimiser.Muon(1, Optimiser.Adam.standard()));
  }
}
