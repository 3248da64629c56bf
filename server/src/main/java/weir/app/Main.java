package weir.app;

import java.nio.file.Path;
import picocli.CommandLine;
import weir.cli.Cli;
import weir.cli.PolicyCommand;

/// The way in.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  /// All commands.
  static CommandLine line() {
    ThisProgram program = new ThisProgram(Path.of(""));
    CommandLine line = Cli.line(program);
    line.addSubcommand(new Serve(System.out, System.err));
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(
        new CommandLine(new PolicyCommand())
            .addSubcommand(new PolicyDescribe(program))
            .addSubcommand(new PolicyTest(program)));
    line.addSubcommand(new Train());
    return Cli.finished(line);
  }
}
