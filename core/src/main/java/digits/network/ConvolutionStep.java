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
    public int length(int pictures) {
      return shape.outputLength(pictures);
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.convolvePicture(shape, memory.pictures, x, weights, rectify, y); // (38)
    }

    @Override
    public Convolve rectified() {
      return new Convolve(shape, weights, true);
    }
  }

  /** {@link Convolve} for pictures of one channel, such as those that are to be read. */
  record ConvolveInk(Convolve plain) implements ConvolutionStep {
    @Override
    public int length(int pictures) {
      return plain.length(pictures);
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.convolveInk(
          plain.shape, memory.pictures, memory.ink, x, plain.weights, plain.rectify, y); // (38)
    }

    @Override
    public ConvolutionStep rectified() {
      return new ConvolveInk(plain.rectified());
    }
  }

  /** First of three steps of a convolution with fewer multiplications. */
  record WinogradInput(Winograd shape) implements ConvolutionStep {
    @Override
    public int length(int pictures) {
      return shape.inputLength(pictures);
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.winogradInput(shape, memory.pictures, x, y); // (68)
    }
  }

  record WinogradProducts(Winograd shape, float[] weights) implements ConvolutionStep {
    @Override
    public int length(int pictures) {
      return shape.productLength(pictures);
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.winogradProducts(shape, memory.pictures, x, weights, y); // (68)
    }
  }

  /**
   * @param rectify as above
   */
  record WinogradOutput(Winograd shape, boolean rectify) implements ConvolutionStep {
    @Override
    public int length(int pictures) {
      return shape.outputLength(pictures);
    }

    @Override
    public void run(float[] x, float[] y, PictureMemory memory) {
      KERNELS.winogradOutput(shape, memory.pictures, x, rectify, y); // (68)
    }

    @Override
    public ConvolutionStep rectified() {
      return new WinogradOutput(shape, true);
    }
  }
}
