package weir.held;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static weir.held.Letters.draft;
import static weir.held.Letters.files;
import static weir.held.Letters.hold;
import static weir.held.Letters.id;
import static weir.held.Letters.letter;
import static weir.held.Letters.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpPrefix;
import weir.sqlite.Database;

class HeldStoreTest {
  @TempDir private Path base;
  private int folders;

  private HeldStore open(Path folder, String... lines) throws IOException {
    return HeldStore.open(folder, settings(lines), () -> Letters.RECEIVED, () -> 0, false);
  }

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

  private static String text(HeldStore store, HeldMessage message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.content(message).writeTo(out);
    return out.toString(US_ASCII);
  }

  private static Keeping.Durable pending(HeldStore store, String id, HeldState becomes) {
    return (Keeping.Durable)
        store.keep(letter(id), List.of(draft(becomes, "ann@example.com")), true, () -> true);
  }

  @Test
  void whatIsKeptIsThereAsItWasAfterARestart() throws IOException {
    Path folder = folder();
    List<HeldMessage> before;
    try (HeldStore store = open(folder)) {
      assertThat(hold(store, id(1), "ann@example.com", "bob@example.org"))
          .isEqualTo(new Keeping.Durable(List.of(new Key(id(1), 1), new Key(id(1), 2))));
      before = store.find(Letters.any());
    }
    try (HeldStore store = open(folder)) {
      List<HeldMessage> found = store.find(Letters.any());
      assertThat(found).isEqualTo(before).hasSize(2);
      assertThat(found).extracting(HeldMessage::account).contains("example.com", "example.org");
      assertThat(found.getFirst().client()).isEqualTo(Letters.CLIENT);
      assertThat(text(store, found.getFirst())).isEqualTo("X-Weir-Test: 1\r\n" + Letters.BODY);
      assertThat(files(folder)).containsExactly(id(1) + "-1");
    }
  }

  @Test
  void everythingIsForTheServersUserOnly() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder)) {
      hold(store, id(1), "ann@example.com");
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
              .as(each.toString())
              .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
        }
      }
    }
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

  @Test
  void theAnswerOfTheNextHopDecidesAboutWhatIsPending() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder)) {
      assertThat(store.settle(pending(store, id(1), HeldState.HELD), true))
          .isInstanceOf(Keeping.Durable.class);
      assertThat(store.settle(pending(store, id(2), HeldState.RELEASING), true))
          .isInstanceOf(Keeping.Durable.class);
      assertThat(store.settle(pending(store, id(3), HeldState.HELD), false))
          .isInstanceOf(Keeping.Durable.class);
      assertThat(store.find(Letters.any()))
          .extracting(HeldMessage::state)
          .containsExactlyInAnyOrder(HeldState.HELD, HeldState.RELEASING);
      assertThat(files(folder)).hasSize(2);
    }
  }

  @Test
  void aClientThatLeftLeavesNothing() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder)) {
      Keeping kept =
          store.keep(
              letter(id(1)), List.of(draft(HeldState.HELD, "a@example.com")), false, () -> false);
      assertThat(kept).isEqualTo(new Keeping.ClientGone());
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(files(folder)).isEmpty();
    }
  }

  @Test
  void invariant_06_eachBoundIsSaidByItsNameAndNothingIsKeptBeyondIt() throws IOException {
    assertFull("messages = 2", "held.messages");
    assertFull("bytes = \"80B\"", "held.bytes");
    assertFull("account-messages = 2", "held.account-messages of example.com");
    assertFull("account-bytes = \"80B\"", "held.account-bytes of example.com");
  }

  private void assertFull(String bound, String said) throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder, bound)) {
      hold(store, id(1), "ann@example.com");
      hold(store, id(2), "ann@example.com");
      assertThat(hold(store, id(3), "ann@example.com")).isEqualTo(new Keeping.Full(said));
      assertThat(store.find(Letters.any())).hasSize(2);
      assertThat(files(folder)).hasSize(2);
      HeldMessage one = store.find(Letters.any()).getFirst();
      assertThat(store.end(one, "deleted by root")).isTrue();
      assertThat(hold(store, id(4), "ann@example.com")).isInstanceOf(Keeping.Durable.class);
    }
  }

  @Test
  void oneAccountThatIsFullLeavesRoomForOthers() throws IOException {
    try (HeldStore store = open(folder(), "account-messages = 1")) {
      hold(store, id(1), "ann@example.com");
      assertThat(hold(store, id(2), "bob@example.com")).isInstanceOf(Keeping.Full.class);
      assertThat(hold(store, id(3), "bob@example.org")).isInstanceOf(Keeping.Durable.class);
    }
  }

  @Test
  void aDamagedIndexIsSetAsideWithItsMessages() throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder)) {
      hold(store, id(1), "ann@example.com");
    }
    Files.writeString(folder.resolve("index.db"), "this is no database, and long enough to be one");
    try (HeldStore store = open(folder)) {
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(Files.readString(folder.resolve("without-index").resolve(id(1) + "-1")))
          .endsWith(Letters.BODY);
    }
  }

  @Test
  void invariant_06_whatHasNoIndexCountsInAllUntilAnOperatorDeletesIt() throws IOException {
    assertFullWithoutIndex("messages = 1", "held.messages");
    assertFullWithoutIndex("bytes = \"60B\"", "held.bytes");
  }

  private void assertFullWithoutIndex(String bound, String said) throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder)) {
      hold(store, id(1), "ann@example.com");
    }
    Files.writeString(folder.resolve("index.db"), "this is no database, and long enough to be one");
    try (HeldStore store = open(folder, bound)) {
      assertThat(hold(store, id(2), "ann@example.com")).isEqualTo(new Keeping.Full(said));
      assertThat(store.trouble())
          .contains("full: " + said + "; 1 messages in without-index count, too");
      assertThat(store.counts().withoutIndex()).isEqualTo(1);
      Path aside = folder.resolve("without-index").resolve(id(1) + "-1");
      assertThat(store.counts().bytes()).isEqualTo(Files.size(aside));
      Files.delete(aside);
      store.expire(10);
      assertThat(hold(store, id(3), "ann@example.com")).isInstanceOf(Keeping.Durable.class);
      assertThat(store.trouble()).isEmpty();
      assertThat(store.counts().withoutIndex()).isZero();
    }
  }

  @Test
  void aProcessBesideAnotherLeavesWhatIsNotItsOwn() throws IOException {
    Path folder = folder();
    try (HeldStore old = open(folder);
        HeldStore young =
            HeldStore.open(folder, settings(), () -> Letters.RECEIVED, () -> 0, true)) {
      Keeping.Durable kept = pending(old, id(1), HeldState.HELD);
      Keeping.Durable other = pending(young, id(2), HeldState.HELD);
      assertThat(old.settle(kept, true)).isInstanceOf(Keeping.Durable.class);
      pending(old, id(3), HeldState.HELD);
      young.alone();
      assertThat(young.settle(other, true)).isInstanceOf(Keeping.Durable.class);
      assertThat(young.find(Letters.any()))
          .extracting(each -> each.key().id() + " " + each.state())
          .containsExactlyInAnyOrder(id(1) + " HELD", id(2) + " HELD");
      assertThat(files(folder)).hasSize(2);
    }
  }

  @Test
  void messagesAreFoundByWhatIsAskedFor() throws IOException {
    try (HeldStore store = open(folder())) {
      hold(store, id(1), "ann@example.com");
      hold(store, id(2), "Bob@example.org");
      assertThat(found(store, "recipient", "bob@EXAMPLE.org")).containsExactly(id(2));
      assertThat(found(store, "recipient", "example.com")).containsExactly(id(1));
      assertThat(found(store, "sender", "example.net")).containsExactly(id(2), id(1));
      assertThat(found(store, "sender", "sue@example.net")).hasSize(2);
      assertThat(found(store, "sender", "")).isEmpty();
      assertThat(found(store, "finding", "on-block-list")).hasSize(2);
      assertThat(found(store, "finding", "block-list")).isEmpty();
      assertThat(found(store, "client", "192.0.2.0/24")).hasSize(2);
      assertThat(found(store, "client", "198.51.100.0/24")).isEmpty();
    }
  }

  private static List<String> found(HeldStore store, String what, String value) throws IOException {
    Optional<String> is = Optional.of(value);
    HeldQuery query =
        new HeldQuery(
            Optional.empty(),
            Set.of(HeldState.HELD),
            is.filter(_ -> what.equals("sender")),
            is.filter(_ -> what.equals("recipient")),
            is.filter(_ -> what.equals("client")).flatMap(IpPrefix::parse),
            is.filter(_ -> what.equals("finding")),
            Optional.empty(),
            10);
    return store.find(query).stream().map(each -> each.key().id()).toList();
  }

  @Test
  void countsTellWhatIsThere() throws IOException {
    try (HeldStore store = open(folder())) {
      hold(store, id(1), "ann@example.com");
      pending(store, id(2), HeldState.HELD);
      HeldCounts counts = store.counts();
      assertThat(counts.of(HeldState.HELD)).isEqualTo(1);
      assertThat(counts.of(HeldState.PENDING)).isEqualTo(1);
      assertThat(counts.bytes()).isEqualTo(2L * ("X-Weir-Test: 1\r\n" + Letters.BODY).length());
      assertThat(counts.oldestPending()).contains(Letters.RECEIVED);
    }
  }
}
