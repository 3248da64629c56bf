package weir.agent.submission;

import java.util.Optional;

/// What the wrapper is told.
public sealed interface Answer {

  /// The message may go on.
  ///
  /// @param token that the mail server finds in front of it
  record Go(Optional<String> token) implements Answer {}

  /// It is to be tried again later (exit status 75).
  ///
  /// @param why a line for whoever called sendmail
  record Later(String why) implements Answer {}

  /// It is not taken (exit status 77).
  ///
  /// @param why a line for whoever called sendmail
  record No(String why) implements Answer {}

  /// Nobody heard it in time: what the host is set to became of the message, as a rule that it went
  /// on.
  ///
  /// @param meant what was to be said
  record Unheard(Answer meant) implements Answer {}

  /// The line of the wrapper's protocol.
  default String line() {
    return switch (this) {
      case Go(Optional<String> token) -> token.map(text -> "ok " + text).orElse("ok");
      case Later(String why) -> "tempfail " + why;
      case No(String why) -> "deny " + why;
      case Unheard(Answer meant) -> meant.line();
    };
  }
}
