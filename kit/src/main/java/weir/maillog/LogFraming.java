package weir.maillog;

import java.time.Instant;
import java.util.Optional;

/// How a logging system writes lines down. Immutable: any number of threads may ask.
public interface LogFraming {
  /// Octets of a line that are worth reading; whoever reads files cuts there.
  int LIMIT = 16_384;

  /// Takes off what the logging system put around a line.
  ///
  /// @param line without its line end
  /// @param latest when the line was written at the latest: now, or when its file was last written;
  ///   the year of a line without one is the last that is not later, by more than a day
  /// @return empty when the line is not framed so
  Optional<LogLine> read(String line, Instant latest);
}
