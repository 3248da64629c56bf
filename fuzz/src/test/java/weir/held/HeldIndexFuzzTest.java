package weir.held;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.fuzz.Damage;
import weir.fuzz.Scratch;
import weir.mail.Content;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.mail.PathParser;
import weir.mail.RcptParameters;
import weir.net.IpAddress;
import weir.nexthop.ClientIdentity;

/// The index of held messages on a bad disk (see [Damage]). A store opens it and does with it what
/// a server does. Where the first octet is odd, the server was killed and has left a write-ahead
/// log, and bit 2 says which of the two files is damaged.
final class HeldIndexFuzzTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String LEFT_BEHIND = "0000000000009-1";

  private static final ClientIdentity CLIENT =
      new ClientIdentity(
          IpAddress.parse("192.0.2.10").orElseThrow(),
          40_001,
          IpAddress.parse("203.0.113.25").orElseThrow(),
          25,
          "mail.example.net",
          true,
          Optional.of("mail.example.net"),
          Optional.empty());

  private static final HeldSettings SETTINGS = settings();
  private static TreeMap<String, byte[]> closed;
  private static TreeMap<String, byte[]> killed;

  @BeforeAll
  static void makeIndexes() throws IOException {
    closed = index(false);
    killed = index(true);
  }

  @FuzzTest
  void theStoreOpensTakesTheNextMessageAndLosesNone(byte[] octets) throws IOException {
    if (octets.length < 1) {
      return;
    }
    TreeMap<String, byte[]> files = (octets[0] & 1) == 0 ? closed : killed;
    String damaged = (octets[0] & 2) == 0 ? files.firstKey() : files.lastKey();
    try (Scratch scratch = Scratch.make()) {
      Path folder = scratch.folder();
      Path messages = Files.createDirectory(folder.resolve("messages"));
      for (String each : List.of("1-1", "2-1", "3-1")) {
        Files.writeString(messages.resolve("000000000000" + each), each);
      }
      Files.writeString(messages.resolve(LEFT_BEHIND), "of a message that nobody was told 250 to");
      for (var each : files.entrySet()) {
        boolean sound = !each.getKey().equals(damaged);
        byte[] written = sound ? each.getValue() : new Damage(each.getValue()).damaged(octets, 1);
        Files.write(folder.resolve(each.getKey()), written);
      }
      boolean opened = opens(folder);
      if (opened) {
        serve(folder, 4);
        serve(folder, 5);
      }
      for (String each :
          List.of("1-1", "2-1", "3-1", opened ? "4-1" : "3-1", opened ? "5-1" : "3-1")) {
        String name = "000000000000" + each;
        assertThat(List.of(messages.resolve(name), folder.resolve("without-index").resolve(name)))
            .as(name)
            .anyMatch(Files::exists);
      }
    }
  }

  /// An index of a later version is not ours to touch: who takes this one back should know that.
  private static boolean opens(Path folder) throws IOException {
    try (HeldStore store =
        HeldStore.open(folder, SETTINGS, InstantSource.fixed(NOW), () -> 0, true)) {
      return true;
    } catch (IOException later) {
      assertThat(later).hasMessageContaining("later version");
      return false;
    }
  }

  /// A start, the looks of an operator and of the releaser, a message, a stop.
  private static void serve(Path folder, int number) throws IOException {
    try (HeldStore store =
        HeldStore.open(folder, SETTINGS, InstantSource.fixed(NOW), () -> 0, false)) {
      List<HeldMessage> found = new ArrayList<>();
      said(() -> found.addAll(store.find(HeldQuery.ALL)));
      said(store::counts);
      said(() -> store.due(2));
      said(() -> store.expire(10));
      for (HeldMessage each : found) {
        said(() -> store.release(each, "root"));
      }
      Keeping kept = keep(store, number, HeldState.HELD);
      assertThat(store.settle(durable(kept), true)).isInstanceOf(Keeping.Durable.class);
    }
  }

  /// Works, or says with an IOException that it does not.
  private static void said(Callable<?> work) {
    try {
      work.call();
    } catch (IOException damaged) {
      // That is what it should say.
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }

  private static Keeping keep(HeldStore store, int number, HeldState becomes) {
    String id = "%013d".formatted(number);
    Letter letter =
        new Letter(
            id, NOW, CLIENT, Optional.of("a"), Content.of("\r\ntext\r\n".getBytes(US_ASCII)));
    Draft draft =
        new Draft(
            new Envelope(
                path("sue@example.net"),
                MailParameters.NONE,
                List.of(new Envelope.Recipient(path("ann@example.com"), RcptParameters.NONE))),
            List.of(),
            "back",
            new Why("on-block-list", "Listed", "quarantine", "default@1", 0, List.of()),
            becomes);
    return store.keep(letter, List.of(draft), true, () -> true);
  }

  private static Keeping.Durable durable(Keeping kept) {
    assertThat(kept).isInstanceOf(Keeping.Durable.class);
    return (Keeping.Durable) kept;
  }

  private static weir.mail.Path path(String address) {
    return ((PathParser.Parsed) PathParser.parse(address, false)).path();
  }

  /// Three messages that were acknowledged.
  private static TreeMap<String, byte[]> index(boolean killed) throws IOException {
    try (Scratch scratch = Scratch.make()) {
      HeldStore store =
          HeldStore.open(scratch.folder(), SETTINGS, InstantSource.fixed(NOW), () -> 0, false);
      try (store) {
        for (int i = 1; i <= 3; i++) {
          Keeping kept = keep(store, i, i == 3 ? HeldState.RELEASING : HeldState.HELD);
          store.settle(durable(kept), true);
        }
        if (killed) {
          return files(scratch.folder());
        }
      }
      return files(scratch.folder());
    }
  }

  private static TreeMap<String, byte[]> files(Path folder) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (String each : List.of("index.db", "index.db-wal")) {
      if (Files.exists(folder.resolve(each))) {
        files.put(each, Files.readAllBytes(folder.resolve(each)));
      }
    }
    return files;
  }

  private static HeldSettings settings() {
    return switch (new Binder(Values.standard())
        .text(HeldSettings.class, "keep = '3650d'", Path.of("held.toml"))) {
      case Binding.Bound<HeldSettings> bound -> bound.value();
      case Binding.Refused<HeldSettings>(var mistakes) ->
          throw new IllegalArgumentException(mistakes.toString());
    };
  }
}
