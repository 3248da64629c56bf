package weir.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.sqlite.Database;
import weir.uplink.Report;

class AttemptsTest {
  private static final String SCRIPT = "/srv/www/x.php";

  @TempDir private Path folder;

  @BeforeEach
  void tell() throws SQLException {
    try (AgentStore store = AgentStore.open(folder)) {
      KeptReports reports = store.reports();
      reports.add(
          "web1",
          Told.connection(33, 1, Optional.of(Told.program(SCRIPT, "ab", Optional.of("c0ffee")))));
      reports.add(
          "web1",
          Told.connection(33, 2, Optional.of(Told.program(SCRIPT, "ab", Optional.empty()))));
      reports.add(
          "web2",
          Told.connection(33, 3, Optional.of(Told.program(SCRIPT, "ab", Optional.of("c0ffee")))));
      reports.add(
          "web1",
          new Report.Script(
              Told.NOW, SCRIPT, "ab", 3, Told.NOW, 33, "rw-r--r--", new byte[] {1, 2, 3}));
    }
  }

  private Attempts of(String sender) throws IOException {
    return Attempts.of(folder, List.of(new MeterKey(Kind.SCRIPT, sender)), Instant.EPOCH, 100);
  }

  private static List<Integer> ports(Attempts attempts) {
    return attempts.all().stream().map(it -> it.connection().fromPort()).toList();
  }

  @Test
  void ofAContainerItsConnectionsAndItsScriptsAreNamed() throws IOException {
    Attempts found = of("web1:container c0ffee");
    assertThat(ports(found)).containsExactly(1);
    assertThat(found.scripts()).extracting(it -> it.script().path()).containsExactly(SCRIPT);
    assertThat(ports(of("web1:container c0ffe"))).isEmpty();
  }

  @Test
  void ofAUserAndOfAScriptThoseOfTheirHostAreNamed() throws IOException {
    assertThat(ports(of("web1:uid 33"))).containsExactlyInAnyOrder(1, 2);
    assertThat(ports(of("web1:" + SCRIPT))).containsExactlyInAnyOrder(1, 2);
    assertThat(ports(of("web3:uid 33"))).isEmpty();
  }

  @Test
  void aFileOfTheFirstFormatIsMadeNewAndItsContainersAreFound() throws Exception {
    Path file = folder.resolve(AgentStore.FILE);
    try (Connection old = Database.write(file)) {
      Database.run(
          old,
          "DROP INDEX connection_container",
          "ALTER TABLE connection DROP COLUMN container",
          "ALTER TABLE agent DROP COLUMN told_silent",
          "PRAGMA user_version = 1");
    }
    assertThatThrownBy(() -> of("web1:container c0ffee"))
        .hasMessageContaining("of an earlier version");
    AgentStore.open(folder).close();
    assertThat(ports(of("web1:container c0ffee"))).containsExactly(1);
  }
}
