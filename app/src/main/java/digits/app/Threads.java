package digits.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option --threads. */
final class Threads {
  private static final int MOST = 1_024;

  @Spec(Target.MIXEE)
  private CommandSpec mixee;

  private int count = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work with; they change the time only. Default: one a core.")
  void setCount(int count) {
    if (count < 1 || count > MOST) {
      throw new ParameterException(
          mixee.commandLine(), "--threads: found " + count + ", expected 1 to " + MOST);
    }
    this.count = count;
  }

  int count() {
    return count;
  }
}
