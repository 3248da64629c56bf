package weir.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import weir.api.Status;
import weir.config.Endpoint;

/// Answers `/metrics` in the text format of Prometheus, and `/health`.
public final class MetricsServer implements AutoCloseable {
  private static final int THREADS = 2;

  /// Beyond this a further connection is closed: any process of the machine may connect.
  private static final String CONNECTIONS = "64";

  /// Seconds from the first octet of a request to its last, or its thread would be gone for good.
  private static final String TO_ASK = "5";

  /// Seconds to take an answer.
  private static final String TO_ANSWER = "10";

  // The server of the JDK reads its limits once, when its classes are loaded.
  static {
    System.setProperty("jdk.httpserver.maxConnections", CONNECTIONS);
    System.setProperty("sun.net.httpserver.maxReqTime", TO_ASK);
    System.setProperty("sun.net.httpserver.maxRspTime", TO_ANSWER);
  }

  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final Supplier<Status> status;

  private MetricsServer(HttpServer server, Supplier<Status> status) {
    this.server = server;
    this.status = status;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("weir-metrics-", 0).factory());
    registry.register(new StatusCollector(status));
  }

  /// Starts to answer.
  ///
  /// @throws IOException when the address cannot be listened on
  public static MetricsServer start(Endpoint at, Supplier<Status> status) throws IOException {
    InetSocketAddress address =
        at.host().equals("*")
            ? new InetSocketAddress(at.port())
            : new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
    MetricsServer metrics = new MetricsServer(HttpServer.create(address, 0), status);
    metrics.server.createContext("/", metrics::answer);
    metrics.server.setExecutor(metrics.threads);
    metrics.server.start();
    return metrics;
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> send(exchange, 200, writer.getContentType(), metrics());
        case "/health" -> health(exchange);
        default -> send(exchange, 404, TEXT, text("/metrics and /health are here\n"));
      }
    }
  }

  private byte[] metrics() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    writer.write(page, registry.scrape());
    return page.toByteArray();
  }

  private void health(HttpExchange exchange) throws IOException {
    Health health = Health.of(status.get());
    send(exchange, health.takesMail() ? 200 : 503, TEXT, text(health.text()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(code, -1);
      return;
    }
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
