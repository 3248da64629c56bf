package weir.app;

import java.nio.file.Path;
import picocli.CommandLine;
import weir.cli.Cli;

/// The way in.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  /// All commands.
  static CommandLine line() {
    CommandLine line = Cli.line(new ThisProgram(Path.of("")));
    line.addSubcommand(new Serve(System.out, System.err));
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new Train());
    return Cli.finished(line);
  }
}
