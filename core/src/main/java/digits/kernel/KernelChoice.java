package digits.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Chooses the kernels once, and says which. Who wants the scalar ones, because little is to be
 * computed and the Vector API would take longer to load, sets {@code -Ddigits.kernels=scalar}.
 */
final class KernelChoice {
  static final Kernels FASTEST = choose();

  private KernelChoice() {}

  private static Kernels choose() {
    if ("scalar".equals(System.getProperty("digits.kernels"))) {
      return new ScalarKernels();
    }
    Logger log = System.getLogger("digits.kernel");
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      log.log(
          Level.WARNING,
          "slow scalar kernels: the Vector API is absent; start java with --add-modules"
              + " jdk.incubator.vector");
      return new ScalarKernels();
    }
    Kernels kernels = new VectorKernels();
    log.log(Level.INFO, "vector kernels, {0}", kernels.description());
    return kernels;
  }
}
