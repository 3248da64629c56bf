package weir.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Alarm;

/// That an agent is silent is told once, whatever becomes of the server meanwhile.
class SilentAgentTest {
  private static final AgentSettings SETTINGS =
      new AgentSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Duration.ofMinutes(5),
          Duration.ofDays(30));

  @TempDir private Path folder;
  private final List<Alarm> alarms = new ArrayList<>();
  private Instant now = Told.NOW;

  @BeforeEach
  void enrol() throws Exception {
    Told.enrol(folder, "web1");
  }

  /// A server that has just started looks.
  private int look(Duration later) {
    now = now.plus(later);
    alarms.clear();
    try (Agents agents = new Agents(folder, SETTINGS, "mx.example.net", () -> now, new Random(1))) {
      agents.look(alarms::add);
    }
    return alarms.size();
  }

  private void hear() throws SQLException {
    try (AgentStore store = AgentStore.open(folder)) {
      store.heard("web1", now);
    }
  }

  @Test
  void aSilentAgentIsToldOfOnceOverRestartsOfTheServer() throws SQLException {
    assertThat(look(Duration.ofMinutes(4))).isZero();
    assertThat(look(Duration.ofMinutes(2))).isEqualTo(1);
    assertThat(alarms.getFirst().reason())
        .isEqualTo("its agent has not been heard since 2026-12-01T12:00:00Z");
    assertThat(look(Duration.ofMinutes(1))).isZero();
    assertThat(look(Duration.ofDays(1))).isZero();
  }

  @Test
  void onceItWasHeardItIsToldOfAgain() throws SQLException {
    assertThat(look(Duration.ofMinutes(6))).isEqualTo(1);
    hear();
    assertThat(look(Duration.ofMinutes(1))).isZero();
    assertThat(look(Duration.ofMinutes(6))).isEqualTo(1);
    assertThat(look(Duration.ofMinutes(6))).isZero();
  }
}
