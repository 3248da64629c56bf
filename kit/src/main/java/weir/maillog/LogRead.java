package weir.maillog;

import java.util.List;

/// What became of a line.
public sealed interface LogRead {
  /// It says this, in the order of the line; never empty.
  record Told(List<LogEvent> events) implements LogRead {
    public Told {
      events = List.copyOf(events);
    }
  }

  /// It is understood, and says nothing of messages or logins.
  record Silent() implements LogRead {}

  /// It is of no form that the grammar knows. To be counted and shown, never guessed.
  record NotUnderstood() implements LogRead {}

  /// A line that tells these.
  static LogRead told(LogEvent... events) {
    return new Told(List.of(events));
  }
}
