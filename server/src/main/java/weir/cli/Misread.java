package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.config.Nearest;

/// What is said of a command line that cannot be understood: what is wrong in one line, and the
/// usage where something is missing.
final class Misread {
  private Misread() {}

  /// @return the exit status
  static int tell(ParameterException e) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    if (e instanceof UnmatchedArgumentException unmatched) {
      err.println("weir: " + unknown(line, unmatched.getUnmatched()));
    } else {
      err.println("weir: " + Shown.text(String.valueOf(e.getMessage())));
      boolean badValue = e.getValue() != null;
      if (!badValue) {
        line.usage(err);
      }
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static String unknown(CommandLine line, List<String> unmatched) {
    String first = unmatched.getFirst();
    boolean option = first.startsWith("-");
    Optional<String> likely =
        option
            ? Nearest.to(first, line.getCommandSpec().optionsMap().keySet())
            : Nearest.to(first, commands(line));
    String command = line.getCommandSpec().qualifiedName();
    return "\"%s\" is no %s of %s; %s"
        .formatted(
            Shown.text(first),
            option ? "option" : line.getSubcommands().isEmpty() ? "argument" : "command",
            command,
            likely
                .map("did you mean %s?"::formatted)
                .orElse("`%s --help` lists what there is".formatted(command)));
  }

  private static List<String> commands(CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }
}
