package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.config.Nearest;

/// What is said of a command line that cannot be understood, in one line: what is wrong or missing,
/// and where help is. A command that has others lists them.
final class Misread {
  private Misread() {}

  /// @return the exit status
  static int tell(ParameterException e) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    if (e instanceof UnmatchedArgumentException unmatched) {
      err.println("weir: " + unknown(line, unmatched.getUnmatched()));
    } else {
      String wrong =
          e instanceof MissingParameterException missing
              ? missing(missing)
              : Shown.text(String.valueOf(e.getMessage()));
      boolean commandIsMissing = e.getValue() == null && !line.getSubcommands().isEmpty();
      if (commandIsMissing) {
        err.println("weir: " + wrong);
        line.usage(err);
      } else {
        err.println(
            "weir: %s; `%s --help` tells more"
                .formatted(wrong, line.getCommandSpec().qualifiedName()));
      }
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static String missing(MissingParameterException e) {
    if (e.getMissing().isEmpty()) {
      return Shown.text(String.valueOf(e.getMessage()));
    }
    return e.getMissing().stream().map(Misread::name).collect(Collectors.joining(", "))
        + (e.getMissing().size() == 1 ? " is missing" : " are missing");
  }

  /// `--client=ADDRESS`, or `ID` of a parameter.
  private static String name(ArgSpec missing) {
    return missing instanceof OptionSpec option
        ? option.longestName() + "=" + option.paramLabel()
        : missing.paramLabel();
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
