package weir.lookup;

import java.io.IOException;
import java.time.Duration;
import weir.routing.MapAnswer;

/// Someone who is asked, on a thread that may block.
interface Source extends AutoCloseable {

  /// Answers within the deadline of its settings.
  ///
  /// @throws IOException when it cannot be asked, or does not answer in time
  /// @throws Misunderstood when it answers and nobody can tell what
  MapAnswer ask(String name) throws IOException, Misunderstood, InterruptedException;

  @Override
  void close();

  /// An answer that makes no sense: of this name only, others may be right.
  final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;

    Misunderstood(String why) {
      super(why);
    }
  }

  /// @throws IOException with a sentence for the operator, for settings that cannot work
  static Source of(LookupSettings settings) throws IOException {
    Duration deadline = settings.deadline();
    return switch (settings.ask()) {
      case SourceSettings.Command command -> new CommandSource(command, deadline);
      case SourceSettings.Sql sql -> SqlSource.open(sql, deadline);
      case SourceSettings.Http http -> new HttpSource(http, deadline);
    };
  }
}
