package weir.maillog;

/// What one mail server's programs write. Immutable: any number of threads may ask.
public interface LogGrammar {
  /// Reads what a program said.
  LogRead read(LogLine line);
}
