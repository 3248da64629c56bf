package weir.agent.queue;

import java.util.List;
import java.util.Optional;
import weir.maillog.Entrance;
import weir.queue.QueueFile;
import weir.queue.QueuedMessage;

/// A message that was looked for.
///
/// @param file where it was then
/// @param message with at most [#RECIPIENTS] of its open recipients and none that are done
/// @param subject decoded; a claim
/// @param scripts what its header says that sent it; a claim, which whoever sends can make up
public record Found(
    QueueFile file, QueuedMessage message, Optional<String> subject, List<String> scripts) {
  /// Recipients that are kept of each message.
  public static final int RECIPIENTS = 100;

  public Found {
    scripts = List.copyOf(scripts);
  }

  public String id() {
    return message.id();
  }

  /// Who handed it in, as the mail server wrote it down: `login anna`, `uid 2001`, `[192.0.2.1]`,
  /// or `nobody known`.
  public String who() {
    return message.by().map(Found::who).orElse("nobody known");
  }

  private static String who(Entrance by) {
    return switch (by) {
      case Entrance.Client client ->
          client
              .login()
              .map(login -> "login " + login.name())
              .or(() -> client.address().map(address -> "[" + address + "]"))
              .orElse("an unknown client");
      case Entrance.Program program ->
          program.uid().isPresent()
              ? "uid " + program.uid().getAsLong()
              : program.user().map(user -> "user " + user).orElse("a local program");
    };
  }
}
