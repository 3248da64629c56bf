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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpPrefix;

class HeldStoreTest {
  @TempDir private Path base;

  private Path folder() {
    return base.resolve("held");
  }

  @Test
  void whatIsKeptIsThereAsItWasAfterARestart() throws IOException {
    List<HeldMessage> before;
    try (HeldStore store = open(folder())) {
      assertThat(hold(store, id(1), "ann@example.com", "bob@example.org"))
          .isEqualTo(new Keeping.Durable(List.of(new Key(id(1), 1), new Key(id(1), 2))));
      before = store.find(Letters.any());
    }
    try (HeldStore store = open(folder())) {
      List<HeldMessage> found = store.find(Letters.any());
      assertThat(found).isEqualTo(before).hasSize(2);
      assertThat(found).extracting(HeldMessage::account).contains("example.com", "example.org");
      assertThat(found.getFirst().client()).isEqualTo(Letters.CLIENT);
      assertThat(text(store, found.getFirst())).isEqualTo("X-Weir-Test: 1\r\n" + Letters.BODY);
      assertThat(files(folder())).containsExactly(id(1) + "-1");
    }
  }

  @Test
  void everythingIsForTheServersUserOnly() throws IOException {
    try (HeldStore store = open(folder())) {
      hold(store, id(1), "ann@example.com");
      try (Stream<Path> all = Files.walk(folder())) {
        for (Path each : all.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
              .as(each.toString())
              .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
        }
      }
    }
  }

  @Test
  void theAnswerOfTheNextHopDecidesAboutWhatIsPending() throws IOException {
    try (HeldStore store = open(folder())) {
      assertThat(store.settle(pending(store, id(1), HeldState.HELD), true))
          .isInstanceOf(Keeping.Durable.class);
      assertThat(store.settle(pending(store, id(2), HeldState.RELEASING), true))
          .isInstanceOf(Keeping.Durable.class);
      assertThat(store.settle(pending(store, id(3), HeldState.HELD), false))
          .isInstanceOf(Keeping.Durable.class);
      assertThat(store.find(Letters.any()))
          .extracting(HeldMessage::state)
          .containsExactlyInAnyOrder(HeldState.HELD, HeldState.RELEASING);
      assertThat(files(folder())).hasSize(2);
    }
  }

  @Test
  void aClientThatLeftLeavesNothing() throws IOException {
    try (HeldStore store = open(folder())) {
      Keeping kept =
          store.keep(
              letter(id(1)), List.of(draft(HeldState.HELD, "a@example.com")), false, () -> false);
      assertThat(kept).isEqualTo(new Keeping.ClientGone());
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(files(folder())).isEmpty();
    }
  }

  @Test
  void aDamagedIndexIsSetAsideWithItsMessages() throws IOException {
    try (HeldStore store = open(folder())) {
      hold(store, id(1), "ann@example.com");
    }
    Files.writeString(
        folder().resolve("index.db"), "this is no database, and long enough to be one");
    try (HeldStore store = open(folder())) {
      assertThat(store.find(Letters.any())).isEmpty();
      assertThat(Files.readString(folder().resolve("without-index").resolve(id(1) + "-1")))
          .endsWith(Letters.BODY);
    }
  }

  @Test
  void aProcessBesideAnotherLeavesWhatIsNotItsOwn() throws IOException {
    try (HeldStore old = open(folder());
        HeldStore young =
            HeldStore.open(folder(), settings(), () -> Letters.RECEIVED, () -> 0, true)) {
      Keeping.Durable kept = pending(old, id(1), HeldState.HELD);
      Keeping.Durable other = pending(young, id(2), HeldState.HELD);
      assertThat(old.settle(kept, true)).isInstanceOf(Keeping.Durable.class);
      pending(old, id(3), HeldState.HELD);
      young.alone();
      assertThat(young.settle(other, true)).isInstanceOf(Keeping.Durable.class);
      assertThat(young.find(Letters.any()))
          .extracting(each -> each.key().id() + " " + each.state())
          .containsExactlyInAnyOrder(id(1) + " HELD", id(2) + " HELD");
      assertThat(files(folder())).hasSize(2);
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
