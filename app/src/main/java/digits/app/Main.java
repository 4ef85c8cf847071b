package digits.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code digits} command. Exit code 0 done, 2 wrong usage, 1 anything else. */
@Command(
    name = "digits",
    description = "Learns and reads handwritten digits with a neural network written from scratch.",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      ReadCommand.class,
      ModelsCommand.class,
      CompareCommand.class,
      CommitteeCommand.class,
      GenerateCompletion.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  digits train                  learn MNIST in seconds, save the model and a report",
      "  digits read digit.png         say which digit a picture shows",
      "  digits evaluate mlp           test a built-in model on the 10,000 test images",
      "  source <(digits generate-completion)   complete words in bash and zsh"
    })
final class Main implements Runnable {
  private static final Logger LOG = Logger.getLogger("digits");

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Say more, and show where in the program an error came from.")
  private boolean verbose;

  public static void main(String[] args) {
    useErrorStreamOfLauncher();
    int exit;
    try {
      exit = run(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "digits: out of memory with "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB; set DIGITS_JAVA_OPTS=-Xmx... for more, or choose a smaller network or batch");
      exit = CommandLine.ExitCode.SOFTWARE;
    }
    System.exit(exit);
  }

  /**
   * Java announces the Vector API's incubator module on standard error before any program runs. The
   * launcher sends that to nowhere, and hands over the real standard error in the place of standard
   * input, which the commands that need the Vector API do not read.
   */
  private static void useErrorStreamOfLauncher() {
    if (Boolean.getBoolean("digits.stderr.is.stdin")) {
      FileOutputStream stream = new FileOutputStream(FileDescriptor.in);
      System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
    }
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CommandLine commandLine =
        new CommandLine(new Main())
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler((e, arguments) -> wrongUsage(e))
            .setExecutionExceptionHandler((e, command, result) -> failed(e, command));
    for (CommandLine sub : commandLine.getSubcommands().values()) {
      sub.getCommandSpec().mixinStandardHelpOptions(true);
    }
    int exit =
        commandLine
            .setExecutionStrategy(
                parsed -> {
                  Main main = (Main) parsed.commandSpec().userObject();
                  LOG.setLevel(main.verbose ? Level.INFO : Level.WARNING);
                  return new CommandLine.RunLast().execute(parsed);
                })
            .execute(args);
    // Its writers flush at the end of a line only where println ended it.
    commandLine.getOut().flush();
    return exit;
  }

  private static int wrongUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "digits: "
                + oneLine(e.getMessage())
                + "; see "
                + command.getCommandSpec().qualifiedName()
                + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command) {
    if (e instanceof ParameterException wrong) {
      return wrongUsage(wrong);
    }
    boolean expected = e instanceof Failure || e instanceof IOException;
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (!expected) {
      message = "this should not happen: " + e.getClass().getSimpleName() + ": " + message;
      message += "; run it again with --verbose and report what it says";
    }
    command.getErr().println("digits: " + oneLine(message));
    Main main = (Main) command.getCommandSpec().root().userObject();
    if (main.verbose) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Reads the version the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "digits "
            + number()
            + " on Java "
            + Runtime.version().feature()
            + " ("
            + System.getProperty("java.vm.name")
            + ")"
      };
    }

    static String number() {
      try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version");
      } catch (IOException e) {
        throw new IllegalStateException("the jar is damaged: version.properties", e);
      }
    }
  }
}
