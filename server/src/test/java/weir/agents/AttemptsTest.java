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

  /// What [AgentTables] makes now as it was before.
  private static final String[] SECOND = {
    "ALTER TABLE script RENAME TO script_after",
    """
    CREATE TABLE script(host TEXT NOT NULL, digest TEXT NOT NULL, path TEXT NOT NULL,
    at INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY(host, digest)) WITHOUT ROWID\
    """,
    "INSERT INTO script SELECT host, digest, path, id, report FROM script_after",
    "DROP TABLE script_after",
    "CREATE INDEX script_path ON script(host, path)",
    "PRAGMA user_version = 2",
  };

  private static final String[] FIRST = {
    "DROP INDEX connection_container",
    "ALTER TABLE connection DROP COLUMN container",
    "ALTER TABLE agent DROP COLUMN told_silent",
    "PRAGMA user_version = 1",
  };

  private void old(String[]... changes) throws SQLException {
    try (Connection old = Database.write(folder.resolve(AgentStore.FILE))) {
      for (String[] each : changes) {
        Database.run(old, each);
      }
    }
  }

  @Test
  void aFileOfTheSecondFormatIsMadeNewAndItsScriptsAreFound() throws Exception {
    old(SECOND);
    AgentStore.open(folder).close();
    assertThat(of("web1:container c0ffee").scripts()).hasSize(1);
    try (AgentStore store = AgentStore.open(folder)) {
      Report.Script copied = store.reports().script("web1", "ab", SCRIPT).orElseThrow();
      store.reports().add("web1", copied, 1);
    }
    assertThat(of("web1:container c0ffee").scripts()).hasSize(1);
  }

  @Test
  void aReportThatIsNoneKeepsNoFileFromBeingMadeNew() throws Exception {
    old(
        SECOND,
        FIRST,
        new String[] {
          "INSERT INTO connection(host, at, report) VALUES('web1', 1, '{\"kind\":')",
          "INSERT INTO script(host, digest, path, at, report) VALUES('web1', 'cd', '/x', 1, 'no')",
        });
    AgentStore.open(folder).close();
    Attempts found = of("web1:container c0ffee");
    assertThat(ports(found)).containsExactly(1);
    assertThat(found.scripts()).hasSize(1);
  }

  @Test
  void aFileOfTheFirstFormatIsMadeNewAndItsContainersAreFound() throws Exception {
    old(SECOND, FIRST);
    assertThatThrownBy(() -> of("web1:container c0ffee"))
        .hasMessageContaining("of an earlier version");
    AgentStore.open(folder).close();
    assertThat(ports(of("web1:container c0ffee"))).containsExactly(1);
  }
}
