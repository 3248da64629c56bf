package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.cli.output.Shown;
import weir.config.Nearest;

/// What is said of a command line that cannot be understood, in one line: what is wrong or missing,
/// and where help is. A command that has others lists them.
final class Misread {
  /// How the library words that two options exclude each other.
  private static final Pattern EXCLUSIVE =
      Pattern.compile("(?:Error: )?(.*) are mutually exclusive \\(.*");

  /// How the library words that a word is no number.
  private static final Pattern NO_NUMBER =
      Pattern.compile(".*: '(.*)' is not an? (?:int|long)", Pattern.DOTALL);

  private Misread() {}

  /// @return the exit status
  static int tell(ParameterException e) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    List<String> unmatched = unmatched(e);
    if (!unmatched.isEmpty()) {
      err.println("weir: " + unknown(line, unmatched));
    } else {
      String wrong = wrong(e);
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

  /// What no option and no parameter took. The library complains of what is missing first, though
  /// an option that is not there says better what went wrong.
  private static List<String> unmatched(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched.getUnmatched();
      case MissingParameterException _ -> e.getCommandLine().getUnmatchedArguments();
      default -> List.of();
    };
  }

  private static String wrong(ParameterException e) {
    if (e instanceof MissingParameterException missing) {
      return missing(missing);
    }
    String message = Shown.text(String.valueOf(e.getMessage()));
    if (e instanceof MutuallyExclusiveArgsException) {
      Matcher both = EXCLUSIVE.matcher(message);
      return both.matches() ? "give only one of " + both.group(1) : message;
    }
    ArgSpec argument = e.getArgSpec();
    Matcher number = NO_NUMBER.matcher(message);
    if (argument != null && number.matches()) {
      return "%s: \"%s\" is no number".formatted(word(argument), number.group(1));
    }
    return argument != null && argument.completionCandidates() != null && e.getValue() != null
        ? "%s: \"%s\" is none of %s"
            .formatted(
                word(argument),
                Shown.text(e.getValue()),
                String.join(", ", argument.completionCandidates()))
        : message;
  }

  private static String word(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
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
    Optional<String> likely = option ? option(line, first) : Nearest.to(first, commands(line));
    if (likely.isEmpty() && line.isUnmatchedOptionsArePositionalParams()) {
      String label = line.getCommandSpec().positionalParameters().getFirst().paramLabel();
      return "\"%s\" is one word too many: put %s into quotes, as one word; `%s --help` tells more"
          .formatted(Shown.text(first), label, line.getCommandSpec().qualifiedName());
    }
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

  /// Every option of one letter is as near as the next one: none of them is likely.
  private static Optional<String> option(CommandLine line, String written) {
    return Nearest.to(
        written,
        line.getCommandSpec().optionsMap().keySet().stream()
            .filter(each -> each.startsWith("--") && written.length() > 2)
            .toList());
  }

  private static List<String> commands(CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }
}
