package digits.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the process starts: what is ordinary and small is done at once, all else by {@link Main}.
 * The classes behind {@link Main}'s options are of a form that Java keeps in no archive, and load
 * longer than one picture takes to read.
 */
final class Start {
  private Start() {}

  public static void main(String[] args) {
    // Other kernels have something to say in the log, which Main sets up.
    boolean scalar = "scalar".equals(System.getProperty("digits.kernels"));
    if (!scalar && args.length > 0 && args[0].equals("read")) {
      new ReadingWarmUp().start();
    }
    List<String> lines = scalar ? QuickRead.lines(args) : null;
    if (lines == null) {
      Main.main(args);
    } else {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      lines.forEach(out::println);
    }
  }
}
