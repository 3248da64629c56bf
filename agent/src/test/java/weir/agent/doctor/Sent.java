package weir.agent.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.LogRead;
import weir.observation.LogJoin;
import weir.observation.Observation;
import weir.observation.Writer;

/// What a log of a host of the tests tells when all its lines are joined.
final class Sent {
  private Sent() {}

  static List<Observation> in(String log, LogFraming framing, LogGrammar grammar) {
    LogJoin join = new LogJoin("log", "mail1", 1_000, Duration.ofDays(6));
    List<Observation> all = new ArrayList<>();
    for (String line : log.lines().toList()) {
      framing
          .read(line, Instant.now())
          .ifPresent(read -> {
            if (grammar.read(read) instanceof LogRead.Told told) {
              all.addAll(join.read(read, told, Writer.SERVER));
            }
          });
    }
    return all;
  }

  /// The messages that came in, in their order.
  static List<Observation.Entered> messages(String log, LogFraming framing, LogGrammar grammar) {
    return in(log, framing, grammar).stream()
        .filter(Observation.Entered.class::isInstance)
        .map(Observation.Entered.class::cast)
        .toList();
  }
}
