package digits.kernel;

import java.lang.System.Logger.Level;

/**
 * Chooses the kernels once, and warns of slow ones that nobody asked for. Who wants the scalar
 * ones, because little is to be computed and the Vector API would take longer to load, sets {@code
 * -Ddigits.kernels=scalar}.
 */
final class KernelChoice {
  static final Kernels FASTEST = choose();

  private KernelChoice() {}

  private static Kernels choose() {
    if ("scalar".equals(System.getProperty("digits.kernels"))) {
      return new ScalarKernels();
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      System.getLogger("digits.kernel")
          .log(
              Level.WARNING,
              "slow scalar kernels: the Vector API is absent; start java with --add-modules"
                  + " jdk.incubator.vector");
      return new ScalarKernels();
    }
    return new VectorKernels();
  }
}
