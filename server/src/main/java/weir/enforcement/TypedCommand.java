package weir.enforcement;

import java.util.List;
import java.util.stream.Collectors;

/// Words of a command as a person would type them, so that they can be copied from a preview. No
/// shell ever sees them from us.
final class TypedCommand {
  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private TypedCommand() {}

  static String of(List<String> command) {
    return command.stream().map(TypedCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
