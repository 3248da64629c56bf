package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence.Permitted;
import weir.agent.fence.FenceWatcher.Removal;
import weir.agent.queue.SystemPrograms;
import weir.net.IpPrefix;
import weir.testkit.Until;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// Somebody else's nft takes the fence away.
final class FenceWatcherTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int OPENED = 0;
  private static final int REFUSED = 111;

  @TempDir private Path folder;
  private Fencing fencing;
  private final BlockingQueue<Removal> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
    fencing = new Fencing(new SystemPrograms(Duration.ofMinutes(1)), folder.resolve("state"));
  }

  private static final Fence FENCE =
      new Fence(
          new TreeSet<>(List.of(25)),
          new TreeSet<>(),
          List.of(new Permitted(IpPrefix.of("198.51.100.25"), 25)),
          new TreeSet<>(),
          new TreeSet<>(),
          true);

  private Removal next() throws InterruptedException {
    Removal removal = told.poll(1, TimeUnit.MINUTES);
    assertThat(removal).isNotNull();
    return removal;
  }

  private void blocked(String elements) throws Exception {
    OwnNetwork.command("nft", "add", "element", "inet", "weir", "blocked_uid", elements);
  }

  @Test
  void whatSomebodyFlushesIsUpAgainWithWhomItBlockedWhileAClientHammers() throws Exception {
    Far.run(() -> {
      fencing.apply(FENCE, LONG);
      fencing.confirm();
      blocked("{ 2003 timeout 1h comment \"weir 7K2\" }");
      try (FenceWatcher watcher = FenceWatcher.start(fencing, Clock.systemUTC(), told::add)) {
        blocked("{ 2004 }");
        Until.holds(() -> watcher.blocked().all().size() == 2);
        Path panel = folder.resolve("panel"); // nft by a name of its own
        OwnNetwork.command("sh", "-c", "ln -s \"$(command -v nft)\" " + panel);
        Hammer hammer = Hammer.at("198.51.100.99", 25);
        Duration open = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
          OwnNetwork.command(panel.toString(), "flush", "ruleset");
          Removal removal = next();
          assertThat(removal.whole()).isTrue();
          assertThat(removal.failure()).isEmpty();
          assertThat(removal.by().orElseThrow()).startsWith("panel, process ");
          open = open.plus(removal.open());
        }
        Files.delete(panel);
        assertThat(open).isPositive(); // so long it was open, and that is told
        assertThat(hammer.opened()).isLessThan(hammer.tried());
        assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
        assertThat(Far.connect(2003, "198.51.100.25", 25)).isEqualTo(REFUSED);
        assertThat(Far.connect(2004, "198.51.100.25", 25)).isEqualTo(REFUSED);
        assertThat(fencing.hasDrifted()).contains(false);
        BlockedUids.One one =
            fencing.blocked(java.time.Instant.EPOCH).orElseThrow().all().getFirst();
        assertThat(one.comment()).isEqualTo("weir 7K2");
        assertThat(one.until()).isPresent();
      }
      return null;
    });
  }

  @Test
  void hostile_103_eachWayToTakeItAwayIsSeenAndUndone() throws Exception {
    Far.run(() -> {
      fencing.apply(FENCE, LONG);
      fencing.confirm();
      try (FenceWatcher _ = FenceWatcher.start(fencing, Clock.systemUTC(), told::add)) {
        for (String line :
            List.of(
                "delete table inet weir",
                "flush chain inet weir output",
                "flush table inet weir",
                "flush set inet weir enforced",
                "delete element inet weir armed { tcp }",
                "add element inet weir allow4 { 198.51.100.0/24 . 25 }",
                "add element inet weir exempt_uid { 2001 }")) {
          OwnNetwork.command(("nft " + line).split(" ", 6));
          assertThat(next().whole()).isEqualTo(line.startsWith("delete table"));
          assertThat(Far.connect(2001, "198.51.100.99", 25)).as(line).isEqualTo(REFUSED);
        }
      }
      return null;
    });
  }

  @Test
  void whatWeChangeOurselvesIsNobodysDoing() throws Exception {
    Far.run(() -> {
      fencing.apply(FENCE, LONG);
      fencing.confirm();
      try (FenceWatcher _ = FenceWatcher.start(fencing, Clock.systemUTC(), told::add)) {
        fencing.apply(FENCE.observing(), LONG);
        fencing.confirm();
        blocked("{ 2003 }");
        assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(OPENED);
        fencing.revert();
        assertThat(told.poll(2, TimeUnit.SECONDS)).isNull();
        assertThat(fencing.standing()).isEmpty();
      }
      return null;
    });
  }

  @Test
  void whatGoesWrongOnceDoesNotEndIt() throws Exception {
    Far.run(() -> {
      fencing.apply(FENCE, LONG);
      fencing.confirm();
      Consumer<Removal> failing =
          removal -> {
            told.add(removal);
            throw new IllegalStateException("the journal is closed");
          };
      try (FenceWatcher watcher = FenceWatcher.start(fencing, Clock.systemUTC(), failing)) {
        OwnNetwork.command("nft", "flush", "ruleset");
        next();
        Until.holds(() -> watcher.failure().orElse("").contains("the journal is closed"));
        Until.holds(() -> watcher.failure().isEmpty());
        OwnNetwork.command("nft", "flush", "ruleset");
        assertThat(next().whole()).isTrue();
        assertThat(Far.connect(2001, "198.51.100.99", 25)).isEqualTo(REFUSED);
      }
      return null;
    });
  }

  @Test
  void whatIsCountedIsKeptByTheWay() throws Exception {
    Far.run(() -> {
      fencing.apply(FENCE, LONG);
      fencing.confirm();
      Far.connect(2001, "198.51.100.99", 25);
      try (FenceWatcher watcher = FenceWatcher.start(fencing, Clock.systemUTC(), told::add)) {
        Path book = folder.resolve("state").resolve("book.txt");
        Until.holds(() -> Files.exists(book));
        assertThat(book).content().contains("2001 25 held 1 1 ");
        assertThat(watcher.trouble()).isEmpty();
      }
      return null;
    });
  }
}
