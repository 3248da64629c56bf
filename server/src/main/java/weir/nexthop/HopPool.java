package weir.nexthop;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The connections to one mail server that are kept between messages; the one used last is used
/// next. How many there are at a time, [Turns] says.
///
/// Whether a resting connection still lives is found out by using it: asking first would cost every
/// message what only few need, and the hop may hang up right after the answer anyway.
final class HopPool implements AutoCloseable {

  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final HopConnector connector;
  private final MailServer settings;
  private final LongSupplier nanoTime;
  private final HopWatch watch;
  private final ArrayDeque<HopConnection> resting = new ArrayDeque<>();
  private boolean closed;

  HopPool(String name, HopConnector connector, MailServer settings, LongSupplier nanoTime) {
    this.connector = connector;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.watch = new HopWatch(name, shortestDeadline(settings), nanoTime, this::closeIdle);
  }

  private static Duration shortestDeadline(MailServer settings) {
    Duration shortest = settings.limits().connectTimeout();
    for (Duration other :
        List.of(
            settings.limits().commandTimeout(),
            settings.limits().bodyTimeout(),
            settings.limits().dotTimeout(),
            settings.limits().idleTimeout())) {
      shortest = other.compareTo(shortest) < 0 ? other : shortest;
    }
    return shortest;
  }

  /// A connection that is resting, if there is one.
  synchronized Optional<HopConnection> takeResting() {
    return Optional.ofNullable(resting.pollLast());
  }

  /// A new connection, ready for MAIL.
  ///
  /// @param proxyHeader sent before everything else, may be empty
  /// @param latest nanoTime at which it is given up whatever the settings allow; null for no such
  ///   time
  HopConnection open(byte[] proxyHeader, @Nullable Long latest) throws IOException {
    try {
      return open(proxyHeader, latest, true);
    } catch (HandshakeFailed e) {
      if (settings.tls() != HopSettings.Encryption.OPPORTUNISTIC) {
        throw new OurFaultException(HopConnection.message(e));
      }
      return open(proxyHeader, latest, false);
    }
  }

  private HopConnection open(byte[] proxyHeader, @Nullable Long latest, boolean mayEncrypt)
      throws IOException {
    HopConnection connection = connector.prepare();
    connection.notAfter(latest);
    watch.add(connection);
    try {
      connector.open(connection, proxyHeader, mayEncrypt);
      return connection;
    } catch (HandshakeFailed | OurFaultException e) {
      drop(connection);
      throw e;
    } catch (IOException e) {
      drop(connection);
      throw new IOException(connection.cause(e), e);
    } catch (RuntimeException e) {
      drop(connection);
      throw e;
    }
  }

  /// Takes a connection back that stands where a new MAIL may come.
  void giveBack(HopConnection connection) {
    if (connection.messages() < settings.limits().maxMessages()
        && connection.errors() < settings.limits().maxErrors()) {
      if (!connection.rest()) {
        drop(connection);
        return;
      }
      synchronized (this) {
        if (!closed) {
          resting.addLast(connection);
          return;
        }
      }
    }
    retire(connection);
  }

  /// Ends a connection in good order.
  void retire(HopConnection connection) {
    connection.quit(GOODBYE);
    drop(connection);
  }

  /// Ends a connection at once.
  void drop(HopConnection connection) {
    connection.abort();
    watch.remove(connection);
  }

  /// One resting connection was found dead; the older ones are no better.
  void dropResting() {
    List<HopConnection> old;
    synchronized (this) {
      old = new ArrayList<>(resting);
      resting.clear();
    }
    old.forEach(this::drop);
  }

  private void closeIdle() {
    long now = nanoTime.getAsLong();
    long longest = settings.limits().idleTimeout().toNanos();
    while (true) {
      HopConnection oldest;
      synchronized (this) {
        oldest = resting.peekFirst();
        if (oldest == null || oldest.idleFor(now) < longest) {
          return;
        }
        resting.removeFirst();
      }
      // not on the watch's own thread: a goodbye may block, and the watch is what ends it
      Thread.startVirtualThread(() -> retire(oldest));
    }
  }

  @Override
  public void close() {
    List<HopConnection> last;
    synchronized (this) {
      closed = true;
      last = new ArrayList<>(resting);
      resting.clear();
    }
    last.forEach(this::retire);
  }
}
