package weir.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import weir.api.Status;
import weir.config.Endpoint;
import weir.http.HttpDoor;
import weir.http.HttpRequest;
import weir.http.Page;

/// Answers `/metrics` in the text format of Prometheus, and `/health`.
public final class MetricsServer implements AutoCloseable {
  private static final HttpDoor.Limits LIMITS =
      new HttpDoor.Limits("weir-metrics", 64, Duration.ofSeconds(10), 0);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final Supplier<Status> status;
  private final HttpDoor door;

  private MetricsServer(InetSocketAddress at, Supplier<Status> status) throws IOException {
    this.status = status;
    registry.register(new StatusCollector(status));
    this.door =
        HttpDoor.open(at, LIMITS, HttpDoor.Layer.NONE, HttpDoor.Doorkeeper.NONE, this::page);
  }

  /// Starts to answer.
  ///
  /// @throws IOException when the address cannot be listened on
  public static MetricsServer start(Endpoint at, Supplier<Status> status) throws IOException {
    InetSocketAddress address =
        at.host().equals("*")
            ? new InetSocketAddress(at.port())
            : new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
    return new MetricsServer(address, status);
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return door.address();
  }

  private Page page(HttpRequest request) {
    if (!request.isRead()) {
      return Page.text(405, "GET and HEAD only\n");
    }
    return switch (request.path()) {
      case "/metrics" -> new Page(200, writer.getContentType(), metrics());
      case "/health" -> health();
      default -> Page.text(404, "/metrics and /health are here\n");
    };
  }

  private byte[] metrics() {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      writer.write(page, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toByteArray();
  }

  private Page health() {
    Health health = Health.of(status.get());
    return Page.text(health.takesMail() ? 200 : 503, health.text());
  }

  @Override
  public void close() {
    door.close();
  }
}
