package weir.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.gateway.live.OpenSession;
import weir.journal.Id;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.net.ProxyHeader;
import weir.smtp.LineReader;
import weir.verdict.Connection;
import weir.verdict.Facts;
import weir.verdict.OpenConnections;
import weir.wire.Wire;
import weir.wire.Wires;

/// Accepts connections at one address and gives each a session on a virtual thread of its own.
public final class Listener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final Duration PROXY_HEADER_TIME = Duration.ofSeconds(5);
  private static final Duration NEXT_ACCEPT = Duration.ofMillis(100);
  private static final Duration LAST_ACCEPT = Duration.ofSeconds(5);

  private final String name;
  private final ListenerSettings settings;
  private final Gateway gateway;
  private final Wires wires;
  private final Census census;
  private final ServerSocketChannel channel;
  private final Set<Wire> open = ConcurrentHashMap.newKeySet();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger present = new AtomicInteger();
  private volatile boolean draining;
  private volatile @Nullable Thread accepting;

  /// @param channel bound already, by us or by the process before us
  public Listener(
      String name,
      ListenerSettings settings,
      Gateway gateway,
      Wires wires,
      Census census,
      ServerSocketChannel channel) {
    this.name = name;
    this.settings = settings;
    this.gateway = gateway;
    this.wires = wires;
    this.census = census;
    this.channel = channel;
  }

  /// The address that is listened on, with the port the system chose where 0 was asked for.
  public InetSocketAddress address() throws IOException {
    return (InetSocketAddress) channel.getLocalAddress();
  }

  public String name() {
    return name;
  }

  /// Accepts on a platform thread until closed.
  public void start() {
    accepting = Thread.ofPlatform().name("accept-" + name).start(this::accept);
  }

  private void accept() {
    Thread.Builder sessions = Thread.ofVirtual().name(name);
    AcceptFailures failures = new AcceptFailures(name, log, System::nanoTime);
    while (channel.isOpen()) {
      try {
        SocketChannel accepted = channel.accept();
        failures.accepted();
        gateway.counts().connections.increment();
        // Counted here and not in its thread: whoever waits for the last one must not miss it.
        present.incrementAndGet();
        sessions.start(() -> serve(accepted));
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // Out of descriptors, most likely: a moment's patience instead of a busy loop. Whatever it
        // is, this thread goes on: without it nobody would ever come in again.
        failures.failed(e);
        LockSupport.parkNanos(NEXT_ACCEPT.toNanos());
      }
    }
  }

  private void serve(SocketChannel accepted) {
    Wire opened = null;
    try {
      opened = wires.over(accepted);
      open.add(opened);
      Connection connection = connection(accepted, opened);
      try (Census.Presence presence = census.enter(connection.client())) {
        talk(opened, connection.withOpen(presence.open.besides(gateway.delays().waiting())));
      }
    } catch (IOException e) {
      log.debug("connection to {} ended before its session: {}", name, e.toString());
    } finally {
      if (opened != null) {
        open.remove(opened);
        opened.close();
      }
      present.decrementAndGet();
    }
  }

  private void talk(Wire wire, Connection connection) {
    LineReader lines = new LineReader(wire, gateway.buffers());
    Talk talk = new Talk(gateway, settings, wire, lines, Facts.of(connection));
    Session session = new Session(talk);
    if (draining) {
      session.turnAway(OwnReplies.STOPPING);
      return;
    }
    // Whoever is being delayed never takes the place of somebody who is not.
    if (census.isOver(talk.limits().connections()) && !gateway.delays().giveWay()) {
      session.turnAway(OwnReplies.TOO_MANY_CONNECTIONS);
      return;
    }
    sessions.add(session);
    if (draining) {
      session.endSoon();
    }
    try {
      session.run();
    } finally {
      sessions.remove(session);
    }
  }

  private static ProxyHeader proxyHeader(Wire wire) throws IOException {
    try (var _ = wire.within(PROXY_HEADER_TIME)) {
      return ProxyHeader.read(new WireInput(wire));
    }
  }

  /// Of the client that connected, or that a trusted load balancer says has connected.
  private Connection connection(SocketChannel accepted, Wire wire) throws IOException {
    InetSocketAddress remote = (InetSocketAddress) accepted.getRemoteAddress();
    InetSocketAddress local = (InetSocketAddress) accepted.getLocalAddress();
    IpAddress from = IpAddress.of(remote.getAddress());
    IpAddress to = IpAddress.of(local.getAddress());
    if (!IpPrefix.anyContains(settings.proxyFrom(), from)) {
      return connection(from, remote.getPort(), to, local.getPort());
    }
    return switch (proxyHeader(wire)) {
      case ProxyHeader.Tcp(var client, var port, var server, var serverPort) ->
          connection(client, port, server, serverPort);
      case ProxyHeader.Local() -> connection(from, remote.getPort(), to, local.getPort());
      case ProxyHeader.Malformed(var why) -> {
        gateway.counts().unauthorisedNaming.increment();
        throw new IOException("no PROXY header from " + from + ": " + why);
      }
    };
  }

  private Connection connection(IpAddress client, int port, IpAddress local, int localPort) {
    return new Connection(
        Id.next(gateway.chance()),
        gateway.clock().instant(),
        client,
        port,
        local,
        localPort,
        name,
        gateway.site().get().role(client, settings),
        OpenConnections.NOT_COUNTED,
        Optional.empty());
  }

  /// The bytes of a wire one stream at a time, for the PROXY header's reader.
  private static final class WireInput extends InputStream {
    private final Wire wire;
    private final byte[] one = new byte[1];

    WireInput(Wire wire) {
      this.wire = wire;
    }

    @Override
    public int read() throws IOException {
      return wire.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return wire.read(to, offset, length);
    }
  }

  /// Stops accepting; sessions go on, also those that have just been accepted, and are counted when
  /// this returns. Another process that has a copy of the descriptor goes on accepting.
  public void stopAccepting() throws IOException {
    channel.close();
    Thread thread = accepting;
    if (thread != null) {
      try {
        thread.join(LAST_ACCEPT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Asks every session to end: with 421 at once where it waits for a command outside of a
  /// transaction, otherwise when it has finished that.
  public void askSessionsToEnd() {
    draining = true;
    sessions.forEach(Session::endSoon);
  }

  /// Those who talk with us now.
  public List<OpenSession> talking() {
    return sessions.stream().map(Session::view).toList();
  }

  /// Sessions still open.
  public int sessions() {
    return present.get();
  }

  /// Ends every session that is left, without a word.
  @Override
  public void close() throws IOException {
    stopAccepting();
    open.forEach(Wire::abort);
  }
}
