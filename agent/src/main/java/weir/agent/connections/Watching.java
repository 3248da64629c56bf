package weir.agent.connections;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
    return watch(offenders, () -> System.nanoTime() < end, () -> {});
  }

  /// @param goesOn what the kernel told before it said no is added
  /// @param began is run when it watches from now on, and again where it goes on by looking
  Optional<String> watch(Offenders offenders, BooleanSupplier goesOn, Runnable began)
      throws IOException, InterruptedException {
    try (ConnectHook hook = ConnectHook.open(ports)) {
      offenders.add(connections.sockets(connections.elsewhere()), connections, clock.instant());
      began.run();
      listen(hook, offenders, goesOn);
      return Optional.empty();
    } catch (IOException e) {
      began.run();
      look(offenders, goesOn);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void listen(ConnectHook hook, Offenders offenders, BooleanSupplier goesOn)
      throws IOException {
    boolean more;
    do {
      more = goesOn.getAsBoolean();
      hook.read(BETWEEN_LOOKS, connecting -> told(connecting, offenders));
    } while (more);
  }

  private void told(Connecting connecting, Offenders offenders) {
    if (!connecting.to().isLoopback()) {
      Opened opened =
          new Opened(Optional.of(connecting.uid()), connecting.to(), makers.of(connecting.pid()));
      offenders.add(connecting, opened, clock.instant());
    }
  }

  private void look(Offenders offenders, BooleanSupplier goesOn)
      throws IOException, InterruptedException {
    List<Long> elsewhere = connections.elsewhere();
    long namespacesAt = System.nanoTime();
    while (goesOn.getAsBoolean()) {
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
