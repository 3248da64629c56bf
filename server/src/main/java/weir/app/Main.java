package weir.app;

import java.nio.file.Path;
import picocli.CommandLine;
import weir.cli.Cli;

/// The way in.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine line = Cli.line(new ThisProgram(Path.of("")));
    line.addSubcommand(new Serve(System.out, System.err));
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new Train());
    System.exit(Cli.finished(line).execute(arguments));
  }
}
