package weir.lookup;

import java.io.IOException;
import java.time.Duration;
import weir.routing.MapAnswer;

/// Someone who is asked, on a thread that may block.
interface Source extends AutoCloseable {

  /// Answers within the deadline of its settings.
  ///
  /// @throws IOException when it cannot be asked, or does not answer in time
  /// @throws NoAnswer when it was asked and has no answer to this that is of use
  MapAnswer ask(String name) throws IOException, NoAnswer, InterruptedException;

  @Override
  void close();

  /// What came makes no sense, or says that this question failed. Others may be answered: whoever
  /// finds one name that fails must not keep all others from being asked for.
  final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswer(String why) {
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
