package weir.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for requests. Anybody may connect, so connections, the head of a request, its body and
/// the time of it all are bounded; what is beyond is closed.
public final class HttpDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpDoor.class);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final ServerSocket socket;
  private final Limits limits;
  private final Layer layer;
  private final Doorkeeper doorkeeper;
  private final Function<HttpRequest, Page> pages;
  private final Semaphore places;
  private final ScheduledExecutorService deadlines;

  /// What is served at most.
  ///
  /// @param name of its threads, and for the log
  /// @param connections at a time; further ones are closed
  /// @param time for a request and its answer, whatever comes of it
  /// @param longestBody octets of a request's body
  public record Limits(String name, int connections, Duration time, int longestBody) {}

  /// What lies between a connection and HTTP.
  @FunctionalInterface
  public interface Layer {
    /// Nothing.
    Layer NONE = socket -> socket;

    /// @return what HTTP is spoken over; closing it closes the connection
    Socket over(Socket socket) throws IOException;
  }

  /// Looks at who wants to send a body, before it is read.
  @FunctionalInterface
  public interface Doorkeeper {
    /// Everybody may.
    Doorkeeper NONE = (_, _) -> Optional.empty();

    /// @param head the request without its body
    /// @param length octets of that
    /// @return what it is refused with
    Optional<Page> refuse(HttpRequest head, int length);
  }

  private HttpDoor(
      ServerSocket socket,
      Limits limits,
      Layer layer,
      Doorkeeper doorkeeper,
      Function<HttpRequest, Page> pages) {
    this.doorkeeper = doorkeeper;
    this.socket = socket;
    this.limits = limits;
    this.layer = layer;
    this.pages = pages;
    this.places = new Semaphore(limits.connections());
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(limits.name() + "-deadlines").factory());
  }

  /// Begins to listen.
  ///
  /// @param doorkeeper looks at each request that has a body
  /// @param pages what answers a request; called by several threads at once
  /// @throws IOException when the address cannot be listened on
  public static HttpDoor open(
      InetSocketAddress at,
      Limits limits,
      Layer layer,
      Doorkeeper doorkeeper,
      Function<HttpRequest, Page> pages)
      throws IOException {
    ServerSocket socket = new ServerSocket(at.getPort(), 0, at.getAddress());
    HttpDoor door = new HttpDoor(socket, limits, layer, doorkeeper, pages);
    Thread.ofPlatform().daemon().name(limits.name()).start(door::accept);
    return door;
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().name(limits.name() + "-client").start(() -> serve(client));
        } else {
          client.close();
        }
      } catch (IOException | OutOfMemoryError e) {
        // The latter where no thread can be made. Without this one nobody would ever be answered.
        if (!socket.isClosed()) {
          log.debug("{}: a request was not accepted: {}", limits.name(), e.toString());
          LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      ScheduledFuture<?> end = closeAfter(client);
      try (Socket over = layer.over(client)) {
        HttpExchange.answer(
            over.getInputStream(), over.getOutputStream(), limits.longestBody(), doorkeeper, pages);
      } finally {
        end.cancel(false);
      }
    } catch (RejectedExecutionException closed) {
      log.debug("{}: a request came as it closed", limits.name());
    } catch (SocketException | SSLException gone) {
      log.debug("{}: a request went away, or took too long: {}", limits.name(), gone.toString());
    } catch (IOException | RuntimeException e) {
      log.warn("{}: a request failed", limits.name(), e);
    } finally {
      places.release();
    }
  }

  private ScheduledFuture<?> closeAfter(Socket client) {
    return deadlines.schedule(
        () -> {
          client.close();
          return null;
        },
        limits.time().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("{}: its port did not close: {}", limits.name(), e.toString());
    }
  }
}
