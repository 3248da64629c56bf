package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.asking.DatabaseSettings;
import weir.routing.MapAnswer;
import weir.routing.MapLine;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postgresql;

/// A real PostgreSQL, in every way it can fail.
class SqlSourceTest {
  private static final String QUERY = "SELECT hop, policy, recipients FROM weir_map WHERE name = ?";

  @TempDir private static Path folder;

  private static PeerHost host;
  private static Postgresql postgresql;

  @BeforeAll
  static void start() throws IOException {
    PeerRoot root = PeerRoot.require("rest");
    host = root.start();
    postgresql = Postgresql.start(host);
    postgresql.run(
        """
        CREATE TABLE weir_map (name text PRIMARY KEY, hop text, policy text, recipients text);
        INSERT INTO weir_map VALUES ('shop.example', 'inside', 'strict', 'map'),
          ('ann@shop.example', NULL, '', NULL), ('odd.example', 'a b', NULL, NULL);
        CREATE VIEW twice AS SELECT * FROM weir_map UNION ALL SELECT * FROM weir_map;
        """);
    Files.writeString(folder.resolve("password"), Postgresql.PASSWORD + "\n");
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  private static SqlSource source(String query) throws IOException {
    return source(query, postgresql.port(), folder.resolve("password"), Duration.ofSeconds(5));
  }

  private static SqlSource source(String query, int at, Path password, Duration deadline)
      throws IOException {
    return SqlSource.open(
        new SourceSettings.Sql(
            new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + at + "/postgres",
                "weir",
                Optional.of(password),
                Optional.empty()),
            query),
        deadline);
  }

  @Test
  void aRowIsFoundAndNoRowIsAbsent() throws Exception {
    try (SqlSource source = source(QUERY)) {
      assertThat(source.ask("shop.example"))
          .isEqualTo(
              new MapAnswer.Found(
                  MapLine.of(List.of("hop=inside", "policy=strict", "recipients=map"))));
      assertThat(source.ask("ann@shop.example")).isEqualTo(new MapAnswer.Found(MapLine.NOTHING));
      assertThat(source.ask("bob@shop.example")).isEqualTo(MapAnswer.ABSENT);
      assertThat(source.ask("' OR 'a' = 'a")).isEqualTo(MapAnswer.ABSENT);
    }
  }

  @Test
  void aQueryNeedsNoneOfTheColumns() throws Exception {
    try (SqlSource source = source("SELECT 1 FROM weir_map WHERE name = ?")) {
      assertThat(source.ask("shop.example")).isEqualTo(new MapAnswer.Found(MapLine.NOTHING));
    }
  }

  @Test
  void rowsThatMakeNoSenseAreNoAnswer() throws Exception {
    try (SqlSource source = source(QUERY);
        SqlSource twice = source("SELECT hop FROM twice WHERE name = ?")) {
      assertThatThrownBy(() -> source.ask("odd.example"))
          .isInstanceOf(Source.NoAnswer.class)
          .hasMessageContaining("hop is no name");
      assertThat(source.ask("shop.example")).isInstanceOf(MapAnswer.Found.class);
      assertThatThrownBy(() -> twice.ask("shop.example"))
          .isInstanceOf(Source.NoAnswer.class)
          .hasMessageContaining("more than one row");
    }
  }

  @Test
  void aQueryThatIsWrongIsAFailure() throws Exception {
    try (SqlSource source = source("SELECT hop FROM no_such_table WHERE name = ?")) {
      assertThatThrownBy(() -> source.ask("shop.example"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no_such_table");
    }
  }

  @Test
  void aSlowQueryIsCancelled() throws Exception {
    String slow = "SELECT name AS hop FROM weir_map, pg_sleep(60) WHERE name = ?";
    try (SqlSource source =
        source(slow, postgresql.port(), folder.resolve("password"), Duration.ofMillis(900))) {
      assertThatThrownBy(() -> source.ask("shop.example"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cancel");
    }
  }

  @Test
  void aRowThatIsTooLargeIsAFailure() throws Exception {
    try (SqlSource source =
        source("SELECT repeat('x', 1000000) AS hop FROM weir_map WHERE name = ?")) {
      assertThatThrownBy(() -> source.ask("shop.example"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("maxResultBuffer");
    }
  }

  @Test
  void aWrongPasswordIsAFailureThatDoesNotShowIt() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong"), "not-this-one\n");
    try (SqlSource source = source(QUERY, postgresql.port(), wrong, Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> source.ask("shop.example"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("password authentication failed")
          .hasMessageNotContaining("not-this-one");
    }
  }

  @Test
  void aServerThatWasStartedAnewIsAskedOnANewConnection() throws Exception {
    try (SqlSource source = source(QUERY)) {
      assertThat(source.ask("shop.example")).isInstanceOf(MapAnswer.Found.class);
      postgresql.stop();
      assertThatThrownBy(() -> source.ask("shop.example"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("refused");
      postgresql.start();
      assertThat(source.ask("shop.example")).isInstanceOf(MapAnswer.Found.class);
    }
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingIsLeft() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SqlSource source =
            source(
                QUERY, silent.getLocalPort(), folder.resolve("password"), Duration.ofMillis(500))) {
      assertThatThrownBy(() -> source.ask("shop.example")).isInstanceOf(IOException.class);
    }
  }
}
