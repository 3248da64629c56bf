package weir.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.link.SigningKey;
import weir.net.IpAddress;
import weir.uplink.Report;

/// Agents, and what they tell, for tests.
final class Told {
  static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  private Told() {}

  /// A host becomes an agent, at [#NOW].
  static void enrol(Path folder, String host) throws SQLException, IOException {
    try (AgentStore store = AgentStore.open(folder)) {
      store.invite(host, "digest", NOW.plusSeconds(60), "root");
      store.enrol(host, "digest", SigningKey.in(folder.resolve(host + ".key")).known(), NOW);
    }
  }

  static Report.Connection connection(long uid, int port, Optional<Report.Program> program) {
    return new Report.Connection(
        NOW,
        Report.Fate.HELD,
        OptionalLong.of(uid),
        Optional.empty(),
        IpAddress.parse("192.0.2.7").orElseThrow(),
        port,
        IpAddress.parse("203.0.113.9").orElseThrow(),
        25,
        "caller",
        program,
        Duration.ofMillis(2));
  }

  static Report.Program program(String script, String digest, Optional<String> container) {
    return new Report.Program(
        7,
        "php",
        Optional.empty(),
        Optional.empty(),
        Optional.of(script),
        Optional.of("command"),
        Optional.empty(),
        List.of(),
        Optional.of(digest),
        Optional.empty(),
        Optional.empty(),
        container,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
