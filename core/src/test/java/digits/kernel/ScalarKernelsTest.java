package digits.kernel;

class ScalarKernelsTest extends KernelsContract {
  @Override
  public Kernels kernels() {
    return new ScalarKernels();
  }
}
