package weir.held;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.held.Letters.draft;
import static weir.held.Letters.files;
import static weir.held.Letters.hold;
import static weir.held.Letters.id;
import static weir.held.Letters.letter;
import static weir.held.Letters.open;
import static weir.held.Letters.pending;
import static weir.held.Letters.settings;
import static weir.held.Letters.text;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.sqlite.Database;

/// What becomes of messages where the disk fails, or the process dies.
class HeldDiskTest {
  @TempDir private Path base;
  private int folders;

  private Path folder() {
    return base.resolve("held" + folders++);
  }

  private static HeldStore broken(Path folder, Acts acts, Path index) throws IOException {
    return new HeldStore(
        acts.files(new DiskHeldFiles(folder.resolve("messages"))),
        acts.index(SqliteHeldIndex.open(index, "the one that dies", () -> 0)),
        settings(),
        () -> Letters.RECEIVED);
  }

  @Test
  void octetsAreDurableBeforeTheRowIsAndTheRowBeforeAnybodyIsTold() throws IOException {
    Path folder = folder();
    Acts acts = Acts.failingAt(0);
    try (HeldStore store = broken(folder, acts, folder.resolve("index.db"))) {
      hold(store, id(1), "ann@example.com");
      assertThat(acts.all()).containsExactly("create", "sync", "sync folder", "add held");
    }
  }

  @Test
  void invariant_01_killedAtAnyStepNothingThatWasToldIsMissingAndNothingIsLeftOver()
      throws IOException {
    int steps = 0;
    boolean reached = true;
    for (int step = 1; reached; step++) {
      Path folder = folder();
      DiskHeldFiles.make(folder);
      Acts acts = Acts.dyingAt(step);
      Set<String> told = new HashSet<>();
      HeldIndex index = SqliteHeldIndex.open(folder.resolve("index.db"), "killed", () -> 0);
      HeldStore store =
          new HeldStore(
              acts.files(new DiskHeldFiles(folder.resolve("messages"))),
              acts.index(index),
              settings(),
              () -> Letters.RECEIVED);
      live(store, told);
      index.close();
      reached = acts.happened();
      steps = acts.all().size();
      try (HeldStore next = open(folder)) {
        List<HeldMessage> found = next.find(Letters.any());
        assertThat(found).extracting(HeldMessage::state).doesNotContain(HeldState.PENDING);
        List<String> here = new ArrayList<>();
        for (HeldMessage each : found) {
          if (each.state().isHere()) {
            here.add(each.file());
            assertThat(text(next, each)).endsWith(Letters.BODY);
          }
        }
        assertThat(found).extracting(each -> each.key().id()).containsAll(told);
        assertThat(files(folder))
            .as("killed at act %d", step)
            .isEqualTo(here.stream().sorted().toList());
      }
    }
    assertThat(steps).isGreaterThan(15);
  }

  /// Everything that happens to messages, until the process dies.
  private static void live(HeldStore store, Set<String> told) {
    try {
      if (hold(store, id(1), "ann@example.com") instanceof Keeping.Durable) {
        told.add(id(1));
      }
      if (store.keep(
                  letter(id(2)),
                  List.of(draft(HeldState.HELD, "ann@example.com")),
                  true,
                  () -> true)
              instanceof Keeping.Durable kept
          && store.settle(kept, true) instanceof Keeping.Durable) {
        told.add(id(2));
      }
      if (store.keep(
              letter(id(3)), List.of(draft(HeldState.HELD, "ann@example.com")), true, () -> true)
          instanceof Keeping.Durable kept) {
        store.settle(kept, false);
      }
      for (HeldMessage each : store.find(Letters.any())) {
        store.release(each, "root");
      }
      for (HeldMessage each : store.due(9)) {
        store.move(
            each.as(HeldState.RELEASED, Letters.RECEIVED, Instant.EPOCH, "ok"), each.state());
      }
    } catch (IOException | Acts.Killed _) {
      // It is dead.
    }
  }

  @Test
  void whenTheDiskFailsNothingIsToldAndNothingIsLeft() throws IOException {
    for (int step = 1; step <= 4; step++) {
      Path folder = folder();
      DiskHeldFiles.make(folder);
      Acts acts = Acts.failingAt(step);
      try (HeldStore store = broken(folder, acts, folder.resolve("index.db"))) {
        assertThat(hold(store, id(1), "ann@example.com")).isInstanceOf(Keeping.Failed.class);
        assertThat(store.find(Letters.any())).isEmpty();
        assertThat(files(folder)).isEmpty();
        assertThat(store.failures()).isEqualTo(1);
        assertThat(hold(store, id(2), "ann@example.com")).isInstanceOf(Keeping.Durable.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void hostile_109_a_disk_without_room_is_told_apart_and_counted_as_a_failure(String error)
      throws IOException {
    for (int step = 1; step <= 4; step++) {
      Path folder = folder();
      DiskHeldFiles.make(folder);
      try (HeldStore store = broken(folder, Acts.fullAt(step, error), folder.resolve("index.db"))) {
        assertThat(hold(store, id(1), "ann@example.com")).isInstanceOf(Keeping.DiskFull.class);
        assertThat(files(folder)).isEmpty();
        assertThat(store.failures()).isEqualTo(1);
        assertThat(store.trouble().orElseThrow()).contains(error);
      }
    }
  }

  /// SQLite itself takes the transaction back, as it does where its disk is full, and says so in
  /// the system's words.
  @Test
  void hostile_109_an_index_without_room_is_a_full_disk() throws IOException, SQLException {
    Path folder = folder();
    DiskHeldFiles.make(folder);
    Path index = folder.resolve("index.db");
    try (HeldStore store = broken(folder, Acts.failingAt(0), index);
        Connection full = Database.write(index)) {
      Keeping.Durable before = pending(store, id(1), HeldState.HELD);
      Database.run(
          full,
          "CREATE TRIGGER full_to_add BEFORE INSERT ON held BEGIN"
              + " SELECT RAISE(ROLLBACK, 'No space left on device'); END",
          "CREATE TRIGGER full_to_confirm BEFORE UPDATE ON held BEGIN"
              + " SELECT RAISE(ROLLBACK, 'No space left on device'); END");
      assertThat(hold(store, id(2), "ann@example.com")).isInstanceOf(Keeping.DiskFull.class);
      assertThat(store.settle(before, true)).isInstanceOf(Keeping.DiskFull.class);
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(files(folder)).isEmpty();
      Database.run(full, "DROP TRIGGER full_to_add", "DROP TRIGGER full_to_confirm");
      assertThat(hold(store, id(3), "ann@example.com")).isInstanceOf(Keeping.Durable.class);
    }
  }

  @Test
  void whatCannotBeConfirmedIsNotToldAndGoes() throws IOException {
    Path folder = folder();
    DiskHeldFiles.make(folder);
    Acts acts = Acts.failingAt(5);
    try (HeldStore store = broken(folder, acts, folder.resolve("index.db"))) {
      assertThat(store.settle(pending(store, id(1), HeldState.HELD), true))
          .isInstanceOf(Keeping.Failed.class);
      assertThat(acts.all()).contains("confirm", "drop");
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(files(folder)).isEmpty();
    }
  }

  @Test
  void whatCannotBeDroppedIsDroppedLater() throws IOException {
    Path folder = folder();
    DiskHeldFiles.make(folder);
    try (HeldStore store = broken(folder, Acts.failingAt(5), folder.resolve("index.db"))) {
      assertThat(store.settle(pending(store, id(1), HeldState.HELD), false))
          .isInstanceOf(Keeping.Failed.class);
      assertThat(store.find(Letters.any())).hasSize(1);
      store.expire(10);
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(files(folder)).isEmpty();
    }
  }
}
