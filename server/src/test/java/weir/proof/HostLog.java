package weir.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.maillog.LogRead;
import weir.observation.HostAddresses;
import weir.observation.LogJoin;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.observation.Writer;

/// The log of a host's mail server.
///
/// @param host the provider's name of it
record HostLog(String host, String text, LogFraming framing, LogGrammar grammar) {

  /// What all of these tell, joined to passages.
  static List<Passage> passages(HostAddresses hosts, List<HostLog> logs) {
    Passages passages = new Passages(hosts, _ -> Origin.AUTHORED, 1_000, 1);
    logs.forEach(log -> log.tell(passages));
    return passages.changes().updated();
  }

  private void tell(Passages passages) {
    LogJoin join = new LogJoin("log", host, 1_000, Duration.ofDays(6));
    for (String line : text.lines().toList()) {
      framing
          .read(line, Instant.now())
          .ifPresent(read -> {
            if (grammar.read(read) instanceof LogRead.Told told) {
              join.read(read, told, Writer.SERVER).forEach(passages::take);
            }
          });
    }
  }
}
