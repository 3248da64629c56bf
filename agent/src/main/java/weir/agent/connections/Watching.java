package weir.agent.connections;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import weir.agent.kernel.ConnectHook;
import weir.agent.kernel.Connecting;

/// Watches for a while who opens connections: by the kernel's word where it gives it, else by
/// looking again and again.
public final class Watching {
  /// Between two looks. What lives shorter can be missed.
  public static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /// Containers come and go slowly, and to look for them costs more.
  private static final Duration BETWEEN_NAMESPACES = Duration.ofSeconds(1);

  private final Connections connections;
  private final Makers makers;
  private final Set<Integer> ports;
  private final Clock clock;

  public Watching(Connections connections, Makers makers, Set<Integer> ports, Clock clock) {
    this.connections = connections;
    this.makers = makers;
    this.ports = ports;
    this.clock = clock;
  }

  /// Adds to `offenders` what happens in that time, and what there is when it begins.
  ///
  /// @return why the kernel did not tell and it was looked; empty where it told
  public Optional<String> watch(Offenders offenders, Duration time)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try (ConnectHook hook = ConnectHook.open(ports)) {
      offenders.add(connections.sockets(connections.elsewhere()), connections, clock.instant());
      listen(hook, offenders, end);
      return Optional.empty();
    } catch (IOException e) {
      look(offenders, end);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void listen(ConnectHook hook, Offenders offenders, long end) throws IOException {
    while (System.nanoTime() < end) {
      hook.read(BETWEEN_LOOKS, connecting -> told(connecting, offenders));
    }
  }

  private void told(Connecting connecting, Offenders offenders) {
    if (!connecting.to().isLoopback()) {
      Opened opened =
          new Opened(Optional.of(connecting.uid()), connecting.to(), makers.of(connecting.pid()));
      offenders.add(connecting, opened, clock.instant());
    }
  }

  private void look(Offenders offenders, long end) throws IOException, InterruptedException {
    List<Long> elsewhere = connections.elsewhere();
    long namespacesAt = System.nanoTime();
    while (System.nanoTime() < end) {
      if (System.nanoTime() - namespacesAt > BETWEEN_NAMESPACES.toNanos()) {
        elsewhere = connections.elsewhere();
        namespacesAt = System.nanoTime();
      }
      Instant now = clock.instant();
      offenders.add(connections.sockets(elsewhere), connections, now);
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
    }
  }
}
