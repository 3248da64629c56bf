package weir.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP as far as a scraper and a load balancer need it: one GET or HEAD a connection.
///
/// Not the JDK's server: that one runs in circles while it cannot accept, which is when a machine
/// out of descriptors needs its processors. Any process of the machine may connect, so connections,
/// the head of a request and the time of it all are bounded; what is beyond is closed.
final class HttpDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpDoor.class);

  static final int CONNECTIONS = 64;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final ServerSocket socket;
  private final Duration time;
  private final Function<String, Page> pages;
  private final Semaphore places = new Semaphore(CONNECTIONS);
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("weir-metrics-deadlines").factory());

  private HttpDoor(ServerSocket socket, Duration time, Function<String, Page> pages) {
    this.socket = socket;
    this.time = time;
    this.pages = pages;
  }

  /// @param time for a request and its answer, whatever comes of it
  /// @param pages what a path leads to; called by several threads at once
  /// @throws IOException when the address cannot be listened on
  static HttpDoor open(InetSocketAddress at, Duration time, Function<String, Page> pages)
      throws IOException {
    ServerSocket socket = new ServerSocket(at.getPort(), 0, at.getAddress());
    HttpDoor door = new HttpDoor(socket, time, pages);
    Thread.ofPlatform().daemon().name("weir-metrics").start(door::accept);
    return door;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().name("weir-metrics-client").start(() -> serve(client));
        } else {
          client.close();
        }
      } catch (IOException | OutOfMemoryError e) {
        // The latter where no thread can be made. Without this one nobody would ever be answered.
        if (!socket.isClosed()) {
          log.debug("a request for metrics was not accepted: {}", e.toString());
          LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
      }
    }
  }

  private void serve(Socket client) {
    ScheduledFuture<?> end = closeAfter(client);
    try (client) {
      HttpExchange.answer(client.getInputStream(), client.getOutputStream(), pages);
    } catch (SocketException gone) {
      log.debug("a request for metrics went away, or took too long: {}", gone.toString());
    } catch (IOException | RuntimeException e) {
      log.warn("a request for metrics failed", e);
    } finally {
      end.cancel(false);
      places.release();
    }
  }

  private ScheduledFuture<?> closeAfter(Socket client) {
    return deadlines.schedule(
        () -> {
          client.close();
          return null;
        },
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("the port of metrics did not close: {}", e.toString());
    }
  }
}
