package digits.kernel;

/** Whether this Java was started with the Vector API, without which vector kernels cannot load. */
final class VectorApi {
  private VectorApi() {}

  static boolean isPresent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
