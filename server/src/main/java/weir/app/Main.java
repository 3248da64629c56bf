package weir.app;

import picocli.CommandLine;
import weir.cli.Cli;

/// The way in.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine line = Cli.line(new ThisProgram());
    line.addSubcommand(new Serve(System.out, System.err));
    System.exit(Cli.finished(line).execute(arguments));
  }
}
