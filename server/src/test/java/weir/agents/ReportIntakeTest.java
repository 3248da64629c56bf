package weir.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agents.ReportIntake.FromHost;
import weir.incident.Alarm;
import weir.incident.Incident;
import weir.incidents.IncidentDesk;
import weir.incidents.IncidentStore;
import weir.journal.Entry;
import weir.link.Messages;
import weir.link.Messages.Marked;
import weir.uplink.Report;

/// A server that dies while it takes what an agent tells, and is told it again.
class ReportIntakeTest {
  private static final List<Marked> BATCH =
      List.of(
          new Marked(
              1,
              Messages.line(
                  new Report.Fence(
                      Told.NOW, Report.FenceState.CHANGED, Optional.of("nft removed it")))));

  @TempDir private Path folder;
  private final List<Entry> journal = new ArrayList<>();

  /// Stands for the end of the process.
  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void enrol() throws Exception {
    Told.enrol(folder, "web1");
  }

  private void raise(FromHost news) {
    if (news.report() instanceof Report.Fence(var at, _, var words)) {
      try (IncidentDesk desk =
          new IncidentDesk(folder, journal::add, new Random(1), (_, _) -> {})) {
        desk.accept(Alarm.ofHost("fence-changed", news.host(), words.orElseThrow(), at));
      }
    }
  }

  private void take(Consumer<FromHost> others) throws IOException, SQLException {
    try (AgentStore store = AgentStore.open(folder)) {
      new ReportIntake((_, _) -> {}, others)
          .take(store, store.agent("web1").orElseThrow(), BATCH, Told.NOW);
    }
  }

  private void assertOneIncident() throws SQLException {
    try (IncidentStore store = IncidentStore.open(folder)) {
      List<Incident> all = store.list(Instant.EPOCH, false, 10);
      assertThat(all).hasSize(1);
      assertThat(store.signs(all.getFirst().id())).hasSize(1);
    }
    assertThat(journal).hasSize(1);
  }

  @Test
  void anAlarmThatWasNotRaisedBeforeItDiedIsRaised() throws Exception {
    assertThatThrownBy(() ->
            take(_ -> {
              throw new Died();
            }))
        .isInstanceOf(Died.class);
    take(this::raise);
    assertOneIncident();
  }

  @Test
  void anAlarmThatWasRaisedBeforeItDiedIsNoSecondIncident() throws Exception {
    assertThatThrownBy(() ->
            take(news -> {
              raise(news);
              throw new Died();
            }))
        .isInstanceOf(Died.class);
    take(this::raise);
    assertOneIncident();
  }

  @Test
  void whatWasTakenIsPassedOver() throws Exception {
    take(this::raise);
    take(_ -> {
      throw new Died();
    });
    assertOneIncident();
  }
}
