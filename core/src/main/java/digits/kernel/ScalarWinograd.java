package digits.kernel;

/** What the steps of {@link Winograd} mean, as products of small matrices. */
final class ScalarWinograd {
  private static final float[][] B = Winograd.inputTransform();
  private static final float[][] A = Winograd.outputTransform();

  private ScalarWinograd() {}

  static void input(Winograd shape, int pictures, float[] x, float[] v) {
    int row = shape.width * shape.channels;
    float[] tile = new float[Winograd.VALUES];
    for (int t = 0; t < pictures * shape.tiles; t++) {
      for (int c = 0; c < shape.channels; c++) {
        for (int i = 0; i < Winograd.VALUES; i++) {
          int pixel = i / Winograd.SIDE * row + i % Winograd.SIDE * shape.channels;
          tile[i] = x[shape.tilesIn[t] + pixel + c];
        }
        float[] values = onBothSides(B, tile);
        for (int i = 0; i < Winograd.VALUES; i++) {
          v[t * shape.stepIn + i * shape.channels + c] = values[i];
        }
      }
    }
  }

  static void products(Winograd shape, int pictures, float[] v, float[] u, float[] m) {
    for (int i = 0; i < Winograd.VALUES; i++) {
      for (int t = 0; t < pictures * shape.tiles; t++) {
        for (int o = 0; o < shape.outputs; o++) {
          int uAt = i * shape.stepWeights + o;
          int vAt = t * shape.stepIn + i * shape.channels;
          float sum = u[uAt + shape.channels * shape.outputs]; // the bias
          for (int c = 0; c < shape.channels; c++) {
            sum += v[vAt + c] * u[uAt + c * shape.outputs];
          }
          m[i * shape.stepOut(pictures) + t * shape.outputs + o] = sum;
        }
      }
    }
  }

  static void output(Winograd shape, int pictures, float[] m, boolean rectify, float[] y) {
    int row = shape.outWidth * shape.outputs;
    float[] values = new float[Winograd.VALUES];
    for (int t = 0; t < pictures * shape.tiles; t++) {
      for (int o = 0; o < shape.outputs; o++) {
        for (int i = 0; i < Winograd.VALUES; i++) {
          values[i] = m[i * shape.stepOut(pictures) + t * shape.outputs + o];
        }
        float[] tile = onBothSides(A, values);
        for (int i = 0; i < tile.length; i++) {
          int pixel = i / Winograd.OUT * row + i % Winograd.OUT * shape.outputs;
          y[shape.tilesOut[t] + pixel + o] = rectify ? Math.max(tile[i], 0f) : tile[i];
        }
      }
    }
  }

  /** a x aᵀ for a square x. */
  private static float[] onBothSides(float[][] a, float[] x) {
    int n = Winograd.SIDE;
    float[] y = new float[a.length * a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < n * n; k++) {
          y[i * a.length + j] += a[i][k / n] * a[j][k % n] * x[k];
        }
      }
    }
    return y;
  }
}
