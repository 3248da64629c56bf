package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Makers;
import weir.agent.fence.Fence.Permitted;
import weir.agent.hold.Relayed;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.queue.SystemPrograms;
import weir.maillog.Entrance;
import weir.net.IpPrefix;
import weir.observation.Maker;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.testkit.Until;
import weir.testkit.peers.Far;
import weir.testkit.peers.OwnNetwork;

/// Connections to permitted servers at the real fence, and the log of the server that took them.
final class RelayedTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;

  private final SystemPrograms programs = new SystemPrograms(Duration.ofMinutes(1));
  private final Processes processes = new Processes(Path.of("/proc"));
  private final Queue<Observation.Connected> told = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
  }

  private static final Fence FENCE =
      new Fence(
          new TreeSet<>(List.of(25)),
          new TreeSet<>(List.of(587)),
          List.of(
              new Permitted(IpPrefix.of("198.51.100.25"), 25),
              new Permitted(IpPrefix.of("2001:db8:51::25"), 25)),
          new TreeSet<>(List.of(105L)),
          new TreeSet<>(),
          true);

  private Relayed listen() throws IOException, InterruptedException {
    return Relayed.start(
        new PermittedLog(programs),
        "web1",
        Set.of(25, 587),
        processes,
        new Makers(processes, new ScriptFinder(processes, _ -> false)),
        Clock.systemUTC(),
        told::add);
  }

  @Test
  void aPermittedConnectionIsToldWithItsUserAndPortWhileSomebodyListens() throws Exception {
    Fencing fencing = new Fencing(programs, folder.resolve("state"));
    Far.run(() -> {
      assertThatThrownBy(this::listen).as("no fence").isInstanceOf(IOException.class);
      fencing.apply(FENCE, LONG);
      assertThat(Far.connect(2001, "198.51.100.25", 25)).isZero();
      try (Relayed relayed = listen()) {
        assertThat(Far.connect(2002, "198.51.100.25", 25)).isZero();
        assertThat(Far.connect(2003, "2001:db8:51::25", 25)).isZero();
        assertThat(Far.connect(105, "198.51.100.25", 25)).as("exempt: the mail server").isZero();
        assertThat(Far.connect(2004, "198.51.100.99", 25)).as("not permitted").isNotZero();
        Until.holds(() -> told.size() == 2);
        new PermittedLog(programs).keep(); // again
        assertThat(relayed.lost()).isZero();
        assertThat(relayed.failure()).isEmpty();
      }
      assertThat(Far.connect(2005, "198.51.100.25", 25)).isZero();
      assertThat(fencing.standing().orElseThrow().allowed()).isEqualTo(4);
      return null;
    });
    assertThat(told).extracting(it -> it.uid().orElse(-1)).containsExactly(2002L, 2003L);
    assertThat(told)
        .allSatisfy(each -> {
          assertThat(each.port()).isPositive();
          assertThat(each.isMailServer()).isFalse();
          assertThat(each.witness().host()).isEqualTo("web1");
        });
    assertThat(told.element().from()).hasToString("203.0.113.1");
  }

  /// The mail server's log has the address and the port, with its own clock.
  @Test
  void theMailServersLogIsJoinedByThePort() throws Exception {
    Fencing fencing = new Fencing(programs, folder.resolve("state"));
    Far.run(() -> {
      fencing.apply(FENCE, LONG);
      try (Relayed _ = listen()) {
        assertThat(Far.connect(2002, "198.51.100.25", 25)).isZero();
        Until.holds(() -> told.size() == 1);
      }
      return null;
    });
    Passages passages =
        new Passages((address, at) -> Optional.empty(), _ -> Origin.AUTHORED, 10, 1);
    Observation.Connected seen = told.element();
    Instant came = seen.witness().at().plusSeconds(1);
    passages.take(
        new Observation.Entered(
            new Witness("log", "mail1", came, Writer.SERVER),
            new QueueKey("mail1", "B1", came),
            Optional.of(
                new Entrance.Client(
                    Optional.of(seen.from()),
                    OptionalInt.of(seen.port()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())),
            "shop@example.com",
            OptionalLong.empty(),
            OptionalInt.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    passages.take(seen);
    Maker maker = passages.changes().updated().getFirst().first().maker().orElseThrow();
    assertThat(maker.uid()).hasValue(2002);
    assertThat(maker.host()).isEqualTo("web1");
  }
}
