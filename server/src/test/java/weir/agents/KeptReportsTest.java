package weir.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sqlite.Database;
import weir.uplink.Report;

/// Whoever is loud pushes out nobody else's connections.
class KeptReportsTest {
  private static final int MOST = 60;
  private static final int MOST_OF_HOST = 40;

  @TempDir private Path folder;
  private AgentStore store;

  @BeforeEach
  void open() throws SQLException {
    store = AgentStore.open(folder);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private void connect(String host, long uid, int times) throws SQLException {
    for (int i = 1; i <= times; i++) {
      store.reports().add(host, Told.connection(uid, i, Optional.empty()));
    }
  }

  private int kept(String host, long uid) throws SQLException {
    return store.reports().ofUser(host, uid, Instant.EPOCH, 1_000).size();
  }

  private static Report.Script script(Instant at, String path, String digest, long uid) {
    return new Report.Script(at, path, digest, 3, at, uid, "rw-r--r--", new byte[] {1, 2, 3});
  }

  private void forget() throws SQLException {
    store.reports().forget(Instant.EPOCH, MOST, MOST_OF_HOST);
  }

  @Test
  void aLoudUserPushesOutHisOwnOnly() throws SQLException {
    connect("web1", 2001, 5);
    connect("web1", 2002, 100);
    connect("web1", 2003, 15);
    forget();
    assertThat(kept("web1", 2001)).isEqualTo(5);
    assertThat(kept("web1", 2003)).isEqualTo(15);
    assertThat(store.reports().ofUser("web1", 2002, Instant.EPOCH, 1_000))
        .hasSize(MOST_OF_HOST - 20)
        .extracting(Report.Connection::fromPort)
        .startsWith(100)
        .endsWith(81);
  }

  @Test
  void aLoudHostPushesOutItsOwnOnly() throws SQLException {
    connect("quiet", 2001, 7);
    for (int uid = 3_000; uid < 3_090; uid++) {
      connect("loud", uid, 1);
    }
    forget();
    assertThat(kept("quiet", 2001)).isEqualTo(7);
    try (Connection file = Database.read(folder.resolve(AgentStore.FILE))) {
      assertThat(Database.number(file, "SELECT count(*) FROM connection WHERE host = 'loud'"))
          .isEqualTo(MOST_OF_HOST);
    }
  }

  @Test
  void ofScriptsToo() throws SQLException {
    // By the clock of his host the quiet one's are the oldest.
    store.reports().add("web1", script(Instant.EPOCH, "/home/a/x.php", "aa", 2001), MOST);
    store.reports().add("web1", script(Instant.EPOCH, "/home/a/y.php", "ab", 2001), MOST);
    for (int i = 1; i <= 2 * MOST; i++) {
      store.reports().add("web1", script(Told.NOW, "/home/b/x.php", "b" + i, 2002), MOST);
    }
    assertThat(store.reports().script("web1", "aa", "/home/a/x.php")).isPresent();
    assertThat(store.reports().script("web1", "ab", "/home/a/y.php")).isPresent();
    int oldest = MOST + 3;
    assertThat(store.reports().script("web1", "b" + oldest, "/home/b/x.php")).isPresent();
    assertThat(store.reports().script("web1", "b" + (oldest - 1), "/home/b/x.php")).isEmpty();
  }

  @Test
  void ofTwoUsersWithTheSameFileEachHasHisOwn() throws SQLException {
    Report.Script one = script(Told.NOW, "/home/a/mailer.php", "aa", 2001);
    Report.Script other = script(Told.NOW, "/home/b/mailer.php", "aa", 2002);
    store.reports().add("web1", one);
    store.reports().add("web1", other);
    assertThat(store.reports().script("web1", "aa", one.path()).orElseThrow().uid())
        .isEqualTo(2001);
    assertThat(store.reports().script("web1", "aa", other.path()).orElseThrow().uid())
        .isEqualTo(2002);
    assertThat(store.reports().script("web1", "aa", "/home/c/mailer.php")).isEmpty();
  }

  @Test
  void manyLoudHostsShareWhatThereIsRoomFor() throws SQLException {
    connect("quiet", 2001, 10);
    connect("loud", 2001, 50);
    connect("louder", 2001, 90);
    forget();
    assertThat(kept("quiet", 2001)).isEqualTo(10);
    assertThat(kept("loud", 2001)).isEqualTo(25);
    assertThat(kept("louder", 2001)).isEqualTo(25);
  }

  @Test
  void whereThereIsRoomNothingIsForgottenButWhatIsOld() throws SQLException {
    connect("web1", 2001, MOST_OF_HOST);
    connect("web2", 2001, MOST - MOST_OF_HOST);
    forget();
    assertThat(kept("web1", 2001)).isEqualTo(MOST_OF_HOST);
    assertThat(kept("web2", 2001)).isEqualTo(MOST - MOST_OF_HOST);
    store.reports().forget(Told.NOW.plusSeconds(1), MOST, MOST_OF_HOST);
    assertThat(kept("web1", 2001)).isZero();
  }
}
