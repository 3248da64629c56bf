package weir.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
  private static final int HEAD = 8 * 1024;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /// RFC 9110 section 5.6.7.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private static final Page MALFORMED = Page.text(400, "not a request\n");
  private static final Page TOO_LONG = Page.text(431, "the request is too long\n");
  private static final Page OTHER_METHOD = Page.text(405, "GET and HEAD only\n");

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
      } catch (IOException e) {
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
      answer(client.getInputStream(), client.getOutputStream());
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

  private void answer(InputStream in, OutputStream out) throws IOException {
    String head = head(in);
    if (head.isEmpty()) {
      return;
    }
    if (head.length() == HEAD) {
      write(out, TOO_LONG, true);
      return;
    }
    // RFC 9112 section 3: method, target, version
    String[] words = head.lines().findFirst().orElse("").split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      write(out, MALFORMED, true);
      return;
    }
    switch (words[0]) {
      case "GET" -> write(out, page(words[1]), true);
      case "HEAD" -> write(out, page(words[1]), false);
      default -> write(out, OTHER_METHOD, true);
    }
  }

  private Page page(String target) {
    try {
      String path = URI.create(target).getPath();
      return path == null ? MALFORMED : pages.apply(path);
    } catch (IllegalArgumentException malformed) {
      return MALFORMED;
    }
  }

  /// Up to and with the empty line; empty where none came, [#HEAD] octets where it is too long.
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] some = new byte[1024];
    while (head.size() < HEAD) {
      int came = in.read(some, 0, Math.min(some.length, HEAD - head.size()));
      if (came < 0) {
        return "";
      }
      head.write(some, 0, came);
      String text = head.toString(ISO_8859_1);
      if (text.contains("\n\r\n") || text.contains("\n\n")) {
        return text;
      }
    }
    return head.toString(ISO_8859_1);
  }

  private static void write(OutputStream out, Page page, boolean withBody) throws IOException {
    String head =
        """
        HTTP/1.1 %d %s
        Date: %s
        Content-Type: %s
        Content-Length: %d
        Allow: GET, HEAD
        Connection: close

        """
            .formatted(
                page.code(),
                page.reason(),
                DATE.format(ZonedDateTime.now(ZoneOffset.UTC)),
                page.type(),
                page.body().length)
            .replace("\n", "\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(ISO_8859_1));
    if (withBody) {
      whole.writeBytes(page.body());
    }
    whole.writeTo(out);
    out.flush();
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
