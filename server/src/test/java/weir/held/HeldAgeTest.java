package weir.held;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.held.Letters.files;
import static weir.held.Letters.hold;
import static weir.held.Letters.id;
import static weir.held.Letters.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sqlite.Database;

/// How long messages and their records are kept, by time that only passes: whatever the clock
/// shows.
class HeldAgeTest {
  @TempDir private Path base;
  private Instant now = Letters.RECEIVED;
  private int folders;

  /// Time that only passes, in nanoseconds; setting the clock is none of it.
  private long ran = 1_000_000;

  private void clockIsSet(Duration by) {
    now = now.plus(by);
  }

  private void passes(Duration time) {
    now = now.plus(time);
    ran += time.toNanos();
  }

  private HeldStore open(Path folder, String... lines) throws IOException {
    return HeldStore.open(folder, settings(lines), () -> now, () -> ran, false);
  }

  private Path folder() {
    return base.resolve("held" + folders++);
  }

  @Test
  void aMessageIsKeptForItsTimeAndItsRecordForLonger() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder, "keep = \"30d\"", "remember = \"90d\"")) {
      hold(store, id(1), "ann@example.com");
      passes(Duration.ofDays(30));
      assertThat(store.expire(10)).isEmpty();
      passes(Duration.ofMillis(1));
      assertThat(store.expire(10)).hasSize(1);
      assertThat(store.find(Letters.any()))
          .singleElement()
          .satisfies(gone -> {
            assertThat(gone.state()).isEqualTo(HeldState.EXPIRED);
            assertThat(gone.said()).isEqualTo("kept for 30 days");
          });
      assertThat(files(folder)).isEmpty();
      passes(Duration.ofDays(90));
      store.expire(10);
      assertThat(store.find(Letters.any())).hasSize(1);
      passes(Duration.ofMillis(1));
      store.expire(10);
      assertThat(store.find(Letters.any())).isEmpty();
    }
  }

  @Test
  void hostile_114_aClockThatIsSetEndsNothingAndForgetsNothing() throws IOException {
    try (HeldStore store = open(folder(), "keep = \"30d\"", "remember = \"90d\"")) {
      hold(store, id(1), "ann@example.com");
      hold(store, id(2), "ann@example.com");
      store.end(store.named(Key.Named.parse(id(2))).getFirst(), "deleted by root");
      clockIsSet(Duration.ofDays(20_000));
      assertThat(store.expire(10)).isEmpty();
      passes(Duration.ofDays(29));
      clockIsSet(Duration.ofDays(-20_000));
      assertThat(store.expire(10)).isEmpty();
      assertThat(store.find(Letters.any())).hasSize(2);
      passes(Duration.ofDays(2));
      assertThat(store.expire(10)).as("its own time is over").hasSize(1);
    }
  }

  @Test
  void hostile_114_aMessageThatCameUnderAWrongClockEndsLikeTheOthers() throws IOException {
    try (HeldStore store = open(folder(), "keep = \"30d\"")) {
      clockIsSet(Duration.ofDays(20_000));
      hold(store, id(1), "ann@example.com");
      clockIsSet(Duration.ofDays(-20_000));
      passes(Duration.ofDays(31));
      assertThat(store.expire(10)).hasSize(1);
    }
  }

  @Test
  void hostile_114_atAStartNobodyKnowsWhetherTheClockIsRightSoAStopIsNotCounted()
      throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder, "keep = \"30d\"")) {
      hold(store, id(1), "ann@example.com");
      passes(Duration.ofDays(10));
    }
    clockIsSet(Duration.ofDays(365));
    try (HeldStore store = open(folder, "keep = \"30d\"")) {
      assertThat(store.expire(10)).isEmpty();
      passes(Duration.ofDays(20));
      assertThat(store.expire(10)).as("a year that may have been a weekend").isEmpty();
      passes(Duration.ofMillis(1));
      assertThat(store.expire(10)).as("ten days before the stop, twenty after").hasSize(1);
    }
  }

  @Test
  void aServerThatIsAlwaysKilledStillEndsWhatIsOld() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder, "keep = \"1h\"")) {
      hold(store, id(1), "ann@example.com");
    }
    for (int start = 0; start < 10; start++) {
      HeldIndex killed = SqliteHeldIndex.open(folder.resolve("index.db"), "killed", () -> ran);
      for (int minute = 0; minute < 6; minute++) {
        passes(Duration.ofMinutes(1));
        assertThat(killed.older(Duration.ofHours(1), 10)).isEmpty();
      }
      passes(Duration.ofSeconds(59)); // which it forgets
    }
    try (HeldStore store = open(folder, "keep = \"1h\"")) {
      passes(Duration.ofMillis(1));
      assertThat(store.expire(10)).hasSize(1);
    }
  }

  @Test
  void recipientsThatPartKeepTheirAge() throws IOException {
    try (HeldStore store = open(folder(), "keep = \"30d\"")) {
      hold(store, id(1), "ann@example.com");
      passes(Duration.ofDays(30));
      HeldMessage whole = store.find(Letters.any()).getFirst();
      store.split(whole, List.of(whole, whole));
      assertThat(store.expire(10)).isEmpty();
      passes(Duration.ofMillis(1));
      assertThat(store.expire(10)).hasSize(2);
    }
  }

  @Test
  void messagesOfAServerThatCountedByTheClockHaveTheirWholeTime() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder, "keep = \"30d\"")) {
      passes(Duration.ofDays(40));
      hold(store, id(1), "ann@example.com");
    }
    try (Connection connection = Database.write(folder.resolve("index.db"))) {
      Database.run(
          connection,
          "DROP INDEX held_age",
          "DROP INDEX held_gone",
          "DROP TABLE ran",
          "ALTER TABLE held DROP COLUMN since",
          "CREATE INDEX held_age ON held(at) WHERE here = 1",
          "CREATE INDEX held_gone ON held(changed) WHERE here = 0",
          "PRAGMA user_version = 1");
    } catch (SQLException e) {
      throw new IOException(e);
    }
    try (HeldStore store = open(folder, "keep = \"30d\"")) {
      passes(Duration.ofDays(30));
      assertThat(store.expire(10)).isEmpty();
      passes(Duration.ofMillis(1));
      assertThat(store.expire(10)).hasSize(1);
    }
  }

  @Test
  void recordsBeyondTheirBoundGoOldestFirst() throws IOException {
    try (HeldStore store = open(folder(), "records = 1")) {
      for (int n = 1; n <= 3; n++) {
        hold(store, id(n), "ann@example.com");
        passes(Duration.ofSeconds(1));
        store.end(store.named(Key.Named.parse(id(n))).getFirst(), "deleted by root");
      }
      store.expire(10);
      assertThat(store.find(Letters.any()))
          .extracting(each -> each.key().id())
          .containsExactly(id(3));
    }
  }
}
