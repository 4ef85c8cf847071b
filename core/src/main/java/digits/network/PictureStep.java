package digits.network;

import digits.kernel.Kernels;
import digits.kernel.PicturePooling;
import java.util.Arrays;

/**
 * A step of one picture through a frozen network. Pictures are [row, column, channel] here and
 * every array has {@link Kernels#OVERHANG} floats more than it holds. Immutable and shared by
 * threads: the weights are those of one network, in the order its kernels take them.
 */
interface PictureStep {
  Kernels KERNELS = Kernels.fastest();

  /** Floats that y must have room for, the overhang among them. */
  int length();

  /** y from x, both among the memory of one thread. */
  void run(float[] x, float[] y, PictureMemory memory);

  /** A step that can take the picture as it came. */
  interface OfBytes extends PictureStep {
    /** y from bytes, 0 to 255, in units of {@code scale}. */
    void run(byte[] pixels, float scale, float[] y, PictureMemory memory);
  }

  /**
   * @param weights [inputs, outputs], then biases
   */
  record Multiply(int inputs, int outputs, float[] weights) implements OfBytes {
    /** To multiply zeros by so few weights takes less time than to find them. */
    private static final int FEW = 16;

    @Override
    public int length() {
      return outputs + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      if (outputs <= FEW && inputs % Kernels.ENTRIES == 0) {
        multiply(inputs, memory.nonZeros.everyPlace, x, y);
      } else {
        memory.nonZeros.find(x, inputs);
        multiply(memory.nonZeros, y);
      }
    }

    @Override
    public void run(byte[] pixels, float scale, float[] y, PictureMemory memory) {
      memory.nonZeros.find(pixels, scale);
      multiply(memory.nonZeros, y);
    }

    private void multiply(NonZeros x, float[] y) {
      multiply(x.count(), x.places, x.values, y);
    }

    private void multiply(int count, int[] places, float[] values, float[] y) {
      int biasAt = inputs * outputs;
      KERNELS.multiplySparse(outputs, count, places, values, weights, biasAt, y); // (2)
    }
  }

  /** Zeros around the picture; y is never written elsewhere and keeps them. */
  record Pad(Shape shape, int padding) implements OfBytes {
    @Override
    public int length() {
      return place(shape.height() + padding, 0) + Kernels.OVERHANG;
    }

    private int place(int row, int column) {
      int width = shape.width() + 2 * padding;
      return ((row + padding) * width + column + padding) * shape.channels();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      int row = shape.width() * shape.channels();
      for (int i = 0; i < shape.height(); i++) {
        System.arraycopy(x, i * row, y, place(i, 0), row);
      }
    }

    @Override
    public void run(byte[] pixels, float scale, float[] y, PictureMemory memory) {
      int row = shape.width() * shape.channels();
      for (int i = 0; i < shape.height(); i++) {
        KERNELS.loadPixels(row, pixels, i * row, scale, y, place(i, 0));
      }
    }
  }

  /**
   * @param positive whether x is nowhere negative
   */
  record MaxPool(PicturePooling shape, int size, boolean positive) implements PictureStep {
    @Override
    public int length() {
      return size + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.maxPoolPicture(shape, positive, x, y); // (42)
    }
  }

  record MeanPool(PicturePooling shape, int size) implements PictureStep {
    @Override
    public int length() {
      return size + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.meanPoolPicture(shape, x, y); // (43)
    }
  }

  record Rectify(int size) implements PictureStep {
    @Override
    public int length() {
      return size + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.relu(size, x, y); // (3)
    }
  }

  /** A normalisation that could not be folded: a factor and a summand for every number. */
  record Scale(float[] factors, float[] summands) implements PictureStep {
    @Override
    public int length() {
      return factors.length + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int i = 0; i < factors.length; i++) {
        y[i] = factors[i] * x[i] + summands[i]; // (45)
      }
    }
  }

  /** y[i] = x[order[i]]. */
  record Reorder(int[] order) implements PictureStep {
    @Override
    public int length() {
      return order.length + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int i = 0; i < order.length; i++) {
        y[i] = x[order[i]];
      }
    }
  }

  /**
   * y = x + what stands in another slot.
   *
   * @param other the slot
   */
  record Add(int size, int other) implements PictureStep {
    @Override
    public int length() {
      return size + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      float[] z = memory.slots[other];
      for (int i = 0; i < size; i++) {
        y[i] = x[i] + z[i]; // (54)
      }
    }
  }

  /** The picture moved by so many pixels; what comes in from outside is 0. */
  record Move(Shape shape, int columns, int rows) implements PictureStep {
    @Override
    public int length() {
      return shape.size() + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      Arrays.fill(y, 0, shape.size(), 0f);
      int row = shape.width() * shape.channels();
      int length = Math.max(0, shape.width() - Math.abs(columns)) * shape.channels();
      int left = Math.max(0, columns) * shape.channels();
      int from = Math.max(0, -columns) * shape.channels();
      for (int i = Math.max(0, rows); i < shape.height() + Math.min(0, rows); i++) {
        System.arraycopy(x, (i - rows) * row + from, y, i * row + left, length);
      }
    }
  }

  /** y += the probabilities of logits x, or the first of them. */
  record Ballot(int classes, boolean first) implements PictureStep {
    @Override
    public int length() {
      return classes + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      float[] p = SinglePicture.softmax(x, classes);
      for (int c = 0; c < classes; c++) {
        y[c] = first ? p[c] : y[c] + p[c];
      }
    }
  }

  /** Logits for the mean of so many probabilities. */
  record Tally(int classes, int votes) implements PictureStep {
    @Override
    public int length() {
      return classes + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int c = 0; c < classes; c++) {
        y[c] = Vote.logit(x[c] / votes); // (65)
      }
    }
  }

  /** Any other layer, as one example of a block: [channel, row, column] before and after. */
  record OfBlock(Layer layer, float[] parameters, int at) implements PictureStep {
    @Override
    public int length() {
      return layer.output().size() + Kernels.OVERHANG;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      float[] in = new float[layer.input().size() * Kernels.BLOCK];
      float[] out = new float[layer.output().size() * Kernels.BLOCK];
      for (int i = 0; i < layer.input().size(); i++) {
        in[i * Kernels.BLOCK] = x[i];
      }
      Pass pass = new Pass(layer, 1);
      pass.begin(1, false, 0, 0);
      layer.forward(pass, parameters, at, in, out);
      for (int i = 0; i < layer.output().size(); i++) {
        y[i] = out[i * Kernels.BLOCK];
      }
    }
  }
}
