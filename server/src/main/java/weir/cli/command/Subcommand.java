package weir.cli.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.cli.output.Style;
import weir.cli.output.Times;

/// What every command has: where it prints, and how it says that something went wrong.
public abstract class Subcommand implements Callable<Integer> {
  public static final int OK = 0;

  /// What was asked for is not there, or was not done.
  public static final int NOT = 1;

  /// EX_UNAVAILABLE of sysexits.h: no server runs there.
  public static final int NO_SERVER = 69;

  /// EX_CONFIG of sysexits.h.
  public static final int BAD_CONFIGURATION = 78;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  protected CommandLine commandLine() {
    return spec.commandLine();
  }

  protected PrintWriter out() {
    return spec.commandLine().getOut();
  }

  protected Style style() {
    return new Style(spec.commandLine().getColorScheme().ansi() == Ansi.ON || Ansi.AUTO.enabled());
  }

  /// Prints a sentence for the operator to standard error.
  protected void complain(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("weir: " + sentence);
    err.flush();
  }

  /// Reads a time as operators write it, and says so where it is none.
  protected Optional<Instant> moment(Clock clock, String text) {
    try {
      return Optional.of(new Times(clock).moment(text));
    } catch (IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
