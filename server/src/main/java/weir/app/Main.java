package weir.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The way in.
@Command(
    name = "weir",
    description = "Keeps spam out of your mail servers, and your customers from sending it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new Serve(System.out, System.err));
    System.exit(line.execute(arguments));
  }
}
