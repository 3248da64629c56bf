package weir.agent.connections;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.agent.connections.Connections.Seen;
import weir.agent.connections.Offender.Who;
import weir.agent.kernel.Connecting;
import weir.net.IpAddress;
import weir.socket.TcpSocket;

/// Adds up who opened how many connections: each counts once, however often it is seen.
public final class Offenders {
  /// Connections that are told apart at most; later ones are not counted, and [#isFull] says so.
  public static final int MOST_CONNECTIONS = 500_000;

  /// What no other connection has: the kernel's number of its socket, or, where it told none, its
  /// ends.
  private sealed interface Sign {
    record Cookie(long number) implements Sign {}

    record Ends(IpAddress local, int localPort, IpAddress remote, int remotePort) implements Sign {}

    static Sign of(TcpSocket socket) {
      return socket.cookie().isPresent()
          ? new Cookie(socket.cookie().getAsLong())
          : new Ends(socket.local(), socket.localPort(), socket.remote(), socket.remotePort());
    }
  }

  private final Set<Sign> counted = new HashSet<>();
  private final Map<Who, Offender> offenders = new HashMap<>();

  /// Adds those of a look that were not seen before.
  void add(List<Seen> look, Connections by, Instant now) {
    List<Seen> unknown = look.stream().filter(seen -> isNew(Sign.of(seen.socket()))).toList();
    by.known(unknown).forEach(connection -> add(Opened.of(connection), now));
  }

  /// Adds what the kernel told of.
  void add(Connecting connecting, Opened opened, Instant now) {
    if (isNew(new Sign.Cookie(connecting.cookie()))) {
      add(opened, now);
    }
  }

  private boolean isNew(Sign sign) {
    return counted.size() < MOST_CONNECTIONS && counted.add(sign);
  }

  private void add(Opened opened, Instant now) {
    offenders.computeIfAbsent(Who.of(opened), who -> new Offender(who, now)).add(opened, now);
  }

  public boolean isFull() {
    return counted.size() >= MOST_CONNECTIONS;
  }

  /// Whoever opened most comes first.
  public List<Offender> ranked() {
    return offenders.values().stream()
        .sorted(
            Comparator.comparingLong(Offender::connections)
                .reversed()
                .thenComparing(Offender::first))
        .toList();
  }
}
