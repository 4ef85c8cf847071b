package digits.network;

import digits.kernel.Kernels;
import digits.kernel.PicturePooling;
import java.util.Arrays;

/**
 * A step of a few pictures through a frozen network. Pictures are [picture, row, column, channel]
 * here and every array has {@link Kernels#OVERHANG} floats more than it holds. Immutable and shared
 * by threads: the weights are those of one network, in the order its kernels take them.
 */
interface PictureStep {
  Kernels KERNELS = Kernels.fastest();

  /** Floats that y must have room for with so many pictures, the overhang among them. */
  int length(int pictures);

  /** y from x, both among the memory of one thread. */
  void run(float[] x, float[] y, PictureMemory memory);

  /** A step that can take a picture as it came. */
  interface OfBytes extends PictureStep {
    /** y from bytes, 0 to 255, in units of {@code scale}. */
    void run(byte[] pixels, float scale, float[] y, PictureMemory memory);
  }

  /** A step that y needs so many floats a picture for. */
  interface OfSize extends PictureStep {
    int size();

    @Override
    default int length(int pictures) {
      return pictures * size() + Kernels.OVERHANG;
    }
  }

  /**
   * @param weights [inputs, size], then biases
   */
  record Multiply(int inputs, int size, float[] weights) implements OfBytes, OfSize {
    /** To multiply zeros by so few weights takes less time than to find them. */
    private static final int FEW = 16;

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      NonZeros row = memory.nonZeros;
      for (int i = 0; i < memory.pictures; i++) {
        if (size <= FEW && inputs % Kernels.ENTRIES == 0) {
          row.take(x, i * inputs, inputs);
          multiply(inputs, row.everyPlace, row.values, y, i * size);
        } else {
          row.find(x, i * inputs, inputs);
          multiply(row.count(), row.places, row.values, y, i * size);
        }
      }
    }

    @Override
    public void run(byte[] pixels, float scale, float[] y, PictureMemory memory) {
      NonZeros row = memory.nonZeros;
      row.find(pixels, scale);
      multiply(row.count(), row.places, row.values, y, 0);
    }

    private void multiply(int count, int[] places, float[] values, float[] y, int yAt) {
      int biasAt = inputs * size;
      KERNELS.multiplySparse(size, count, places, values, weights, biasAt, y, yAt); // (2)
    }
  }

  /** Zeros around each picture; y is never written elsewhere and keeps them. */
  record Pad(Shape shape, int padding) implements OfBytes, OfSize {
    @Override
    public int size() {
      return (shape.height() + 2 * padding) * width() * shape.channels();
    }

    private int width() {
      return shape.width() + 2 * padding;
    }

    private int place(int picture, int row) {
      return picture * size() + ((row + padding) * width() + padding) * shape.channels();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      int row = shape.width() * shape.channels();
      for (int i = 0; i < memory.pictures * shape.height(); i++) {
        int to = place(i / shape.height(), i % shape.height());
        System.arraycopy(x, i * row, y, to, row);
      }
    }

    @Override
    public void run(byte[] pixels, float scale, float[] y, PictureMemory memory) {
      int row = shape.width() * shape.channels();
      for (int i = 0; i < shape.height(); i++) {
        KERNELS.loadPixels(row, pixels, i * row, scale, y, place(0, i));
      }
    }
  }

  /**
   * @param positive whether x is nowhere negative
   */
  record MaxPool(PicturePooling shape, int size, boolean positive) implements OfSize {
    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.maxPoolPicture(shape, memory.pictures, positive, x, y); // (42)
    }
  }

  record MeanPool(PicturePooling shape, int size) implements OfSize {
    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.meanPoolPicture(shape, memory.pictures, x, y); // (43)
    }
  }

  record Rectify(int size) implements OfSize {
    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.relu(memory.pictures * size, x, y); // (3)
    }
  }

  /** A normalisation that could not be folded: a factor and a summand for every number. */
  record Scale(float[] factors, float[] summands) implements OfSize {
    @Override
    public int size() {
      return factors.length;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int at = 0; at < memory.pictures * size(); at += size()) {
        for (int i = 0; i < size(); i++) {
          y[at + i] = factors[i] * x[at + i] + summands[i]; // (45)
        }
      }
    }
  }

  /** y[i] = x[order[i]] for each picture. */
  record Reorder(int[] order) implements OfSize {
    @Override
    public int size() {
      return order.length;
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int at = 0; at < memory.pictures * size(); at += size()) {
        for (int i = 0; i < size(); i++) {
          y[at + i] = x[at + order[i]];
        }
      }
    }
  }

  /**
   * y = x + what stands in another slot.
   *
   * @param other the slot
   */
  record Add(int size, int other) implements OfSize {
    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      float[] z = memory.slots[other];
      for (int i = 0; i < memory.pictures * size; i++) {
        y[i] = x[i] + z[i]; // (54)
      }
    }
  }

  /** The pictures moved by so many pixels; what comes in from outside is 0. */
  record Move(Shape shape, int columns, int rows) implements OfSize {
    @Override
    public int size() {
      return shape.size();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      Arrays.fill(y, 0, memory.pictures * size(), 0f);
      int row = shape.width() * shape.channels();
      int length = Math.max(0, shape.width() - Math.abs(columns)) * shape.channels();
      int left = Math.max(0, columns) * shape.channels();
      int from = Math.max(0, -columns) * shape.channels();
      for (int at = 0; at < memory.pictures * size(); at += size()) {
        for (int i = Math.max(0, rows); i < shape.height() + Math.min(0, rows); i++) {
          System.arraycopy(x, at + (i - rows) * row + from, y, at + i * row + left, length);
        }
      }
    }
  }

  /** y += the probabilities of logits x, or the first of them. */
  record Ballot(int size, boolean first) implements OfSize {
    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int i = memory.pictures - 1; i >= 0; i--) { // what softmax overwrites is done with
        float[] p = PictureRun.softmax(x, i * size, size);
        for (int c = 0; c < size; c++) {
          y[i * size + c] = first ? p[c] : y[i * size + c] + p[c];
        }
      }
    }
  }

  /** Logits for the mean of so many probabilities. */
  record Tally(int size, int votes) implements OfSize {
    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      for (int i = 0; i < memory.pictures * size; i++) {
        y[i] = Vote.logit(x[i] / votes); // (65)
      }
    }
  }

  /** Any other layer, as examples of a block: [channel, row, column] before and after. */
  record OfBlock(Layer layer, float[] parameters, int at) implements OfSize {
    @Override
    public int size() {
      return layer.output().size();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      int inputs = layer.input().size();
      float[] in = new float[inputs * Kernels.BLOCK];
      float[] out = new float[size() * Kernels.BLOCK];
      for (int i = 0; i < memory.pictures * inputs; i++) {
        in[i % inputs * Kernels.BLOCK + i / inputs] = x[i];
      }
      Pass pass = new Pass(layer, 1);
      pass.begin(memory.pictures, false, 0, 0);
      layer.forward(pass, parameters, at, in, out);
      for (int i = 0; i < memory.pictures * size(); i++) {
        y[i] = out[i % size() * Kernels.BLOCK + i / size()];
      }
    }
  }
}
