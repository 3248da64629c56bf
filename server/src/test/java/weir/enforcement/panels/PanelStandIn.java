package weir.enforcement.panels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A web server on loopback that answers as a test says a panel does.
public final class PanelStandIn implements AutoCloseable {
  /// What came.
  public record Asked(
      String method, String path, String query, Map<String, String> headers, String body) {
    /// A field of the query or of a form.
    public String field(String name) {
      return PanelForm.read(query + "&" + body).getOrDefault(name, "");
    }
  }

  /// What is answered.
  public record Reply(int status, String body) {
    public static Reply ok(String body) {
      return new Reply(200, body);
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Function<Asked, Reply> panel;
  private volatile boolean isSilent;

  public PanelStandIn(Function<Asked, Reply> panel) throws IOException {
    this.panel = panel;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      String query = exchange.getRequestURI().getRawQuery();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              query == null ? "" : query,
              headers,
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      asked.add(request);
      Reply reply = panel.apply(request);
      if (isSilent) {
        end.await();
      }
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Requests are carried out from now on, and their answers are lost.
  public void loseAnswers(boolean lose) {
    isSilent = lose;
  }

  /// Answers otherwise from now on.
  public void be(Function<Asked, Reply> other) {
    panel = other;
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public void forget() {
    asked.clear();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
