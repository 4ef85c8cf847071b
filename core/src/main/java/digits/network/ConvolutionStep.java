package digits.network;

import digits.kernel.PictureConvolution;
import digits.kernel.Winograd;

/** The steps of a convolution: one, or the three of {@link Winograd}. */
sealed interface ConvolutionStep extends PictureStep {
  /** This step and a ReLU in one, if it is the last of a convolution. */
  default ConvolutionStep rectified() {
    throw new IllegalStateException("not the end of a convolution: " + this);
  }

  /**
   * @param rectify whether a ReLU follows
   */
  record Convolve(PictureConvolution shape, float[][] weights, boolean rectify)
      implements ConvolutionStep {
    @Override
    public int length() {
      return shape.outputLength();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.convolvePicture(shape, x, weights, rectify, y); // (38)
    }

    @Override
    public Convolve rectified() {
      return new Convolve(shape, weights, true);
    }
  }

  /** {@link Convolve} for a picture of one channel, such as the one that is to be read. */
  record ConvolveInk(Convolve plain) implements ConvolutionStep {
    @Override
    public int length() {
      return plain.length();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      PictureConvolution shape = plain.shape;
      KERNELS.convolveInk(shape, memory.ink, x, plain.weights, plain.rectify, y); // (38)
    }

    @Override
    public ConvolutionStep rectified() {
      return new ConvolveInk(plain.rectified());
    }
  }

  /** First of three steps of a convolution with fewer multiplications. */
  record WinogradInput(Winograd shape) implements ConvolutionStep {
    @Override
    public int length() {
      return shape.inputLength();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.winogradInput(shape, x, y); // (68)
    }
  }

  record WinogradProducts(Winograd shape, float[] weights) implements ConvolutionStep {
    @Override
    public int length() {
      return shape.productLength();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.winogradProducts(shape, x, weights, y); // (68)
    }
  }

  /**
   * @param rectify as above
   */
  record WinogradOutput(Winograd shape, boolean rectify) implements ConvolutionStep {
    @Override
    public int length() {
      return shape.outputLength();
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.winogradOutput(shape, x, rectify, y); // (68)
    }

    @Override
    public ConvolutionStep rectified() {
      return new WinogradOutput(shape, true);
    }
  }
}
