package weir.cli.command;

import java.util.Optional;

/// Who types a command.
public final class CommandUser {
  private CommandUser() {}

  /// Root most of the time; behind `sudo`, who that was.
  public static String name() {
    String user = System.getProperty("user.name", "?");
    return Optional.ofNullable(System.getenv("SUDO_USER"))
        .filter(before -> !before.isBlank() && !before.equals(user))
        .map(before -> user + " (sudo by " + before + ")")
        .orElse(user);
  }
}
