package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.CountedTries.Book;
import weir.agent.fence.CountedTries.Entry;
import weir.agent.fence.Fence.Permitted;
import weir.agent.queue.SystemPrograms;
import weir.net.IpPrefix;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// The kernel's counters, which go when somebody flushes them.
final class CountedTriesTest {
  private static final Instant FIRST = Instant.parse("2026-12-01T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-12-02T08:00:00Z");

  @TempDir private Path folder;
  private Fencing fencing;

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
    fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), folder.resolve("state"));
  }

  private Book look(Instant now) throws Exception {
    return new CountedTries(fencing, Clock.fixed(now, ZoneOffset.UTC)).look();
  }

  @Test
  void whatWasCountedOutlivesTheKernelsCounters() throws Exception {
    Far.run(() -> {
      fencing.apply(
          new Fence(
                  new TreeSet<>(List.of(25)),
                  new TreeSet<>(),
                  List.of(new Permitted(IpPrefix.of("198.51.100.25"), 25)),
                  new TreeSet<>(),
                  new TreeSet<>(),
                  true)
              .observing(),
          Duration.ofMinutes(10));
      fencing.confirm();
      assertThat(look(FIRST)).isEqualTo(new Book(FIRST, List.of()));
      Far.connect(2001, "198.51.100.99", 25);
      Far.connect(2001, "198.51.100.99", 25);
      look(FIRST);
      assertThat(look(LATER).entries())
          .containsExactly(new Entry(2001, 25, false, 2, FIRST, FIRST)); // nothing came since

      OwnNetwork.command("nft", "flush", "ruleset"); // as at a start of the machine
      OwnNetwork.command("nft", "-f", fencing.bootFile().toString());
      Far.connect(2001, "198.51.100.99", 25);
      Far.connect(2001, "198.51.100.99", 25);
      Far.connect(2002, "198.51.100.99", 25);
      assertThat(look(LATER))
          .isEqualTo(
              new Book(
                  FIRST,
                  List.of(
                      new Entry(2001, 25, false, 4, FIRST, LATER),
                      new Entry(2002, 25, false, 1, LATER, LATER))));
      return null;
    });
  }
}
