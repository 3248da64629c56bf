package weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import weir.api.ComplaintSources;
import weir.api.Status;
import weir.config.Endpoint;

class MetricsServerTest {
  private static final Optional<String> UP = Optional.empty();

  private static Status status(String state, Optional<String> first, Optional<String> second) {
    return status(state, first, second, UP, UP, UP);
  }

  private static Status status(
      String state,
      Optional<String> first,
      Optional<String> second,
      Optional<String> trouble,
      Optional<String> dns,
      Optional<String> map) {
    Instant start = Instant.parse("2026-11-25T08:00:00Z");
    return new Status(
        state,
        "weir.toml",
        "0123abcd",
        42,
        start,
        Duration.ofMinutes(1),
        List.of(new Status.Door("mx", "127.0.0.1:25", "mx", 3)),
        new Status.Sessions(3, 1, 0, 100, 200),
        new Status.Traffic(11, 7, 2, 3_000, 4, 5, 0, 2, 1, 0, 0),
        Map.of("on-block-list", 5L),
        List.of(new Status.RuleCost("no-orders", 32, 3, 1, 4.5, 1)),
        List.of(new Status.CheckCost("dnsbl", 4, Duration.ofMillis(6), 1_500)),
        Optional.empty(),
        List.of(new Status.Hop("first", first), new Status.Hop("second", second)),
        new Status.Journal("journal", 9, 0, 0, 0, 0, 0, Optional.empty(), 0),
        new Status.DurableState(6, trouble),
        trouble.map(_ -> "the clock leapt"),
        Optional.of(new Status.Dns(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, dns)),
        List.of(new Status.DnsList("bl.example", Optional.empty(), 3, 2)),
        Optional.of(new Status.Lookup("a map", 9, 5, 4, 2, 1, map)),
        new Status.Memory(1, 2, 3),
        1,
        new Status.Held(
            Map.of("held", 3L, "pending", 1L),
            4_000,
            100,
            5_000,
            Optional.of(start.plusSeconds(20)),
            6,
            trouble),
        new Status.Outgoing(12, 3, 4, 5, Optional.empty(), trouble),
        new Status.Accounts(
            7,
            8,
            9,
            1,
            List.of(
                new Status.AccountSource(
                    "panel",
                    "file accounts.csv",
                    Optional.of(Instant.EPOCH),
                    7,
                    trouble.isPresent(),
                    trouble,
                    trouble))),
        List.of(ComplaintSources.unread(Instant.EPOCH, trouble.isPresent())));
  }

  private static HttpResponse<String> get(Status status, String path) throws Exception {
    try (MetricsServer server = MetricsServer.start(Endpoint.parse("127.0.0.1:0"), () -> status)) {
      return get(server, path);
    }
  }

  private static HttpResponse<String> get(MetricsServer server, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void metricsSayWhatTheStatusSays() throws Exception {
    HttpResponse<String> page = get(status("running", UP, Optional.of("refused")), "/metrics");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body().lines())
        .contains(
            "weir_messages_total{end=\"delivered\"} 7.0",
            "weir_connections_total 11.0",
            "weir_refusals_total{finding=\"on-block-list\"} 5.0",
            "weir_hop_up{hop=\"first\"} 1.0",
            "weir_hop_up{hop=\"second\"} 0.0",
            "weir_dns_strays_total 9.0",
            "weir_dns_defects_total 10.0",
            "weir_list_failures_total{zone=\"bl.example\"} 3.0",
            "weir_list_refusals_total{zone=\"bl.example\"} 2.0",
            "weir_rule_calls_total{rule=\"no-orders\"} 32.0",
            "weir_rule_matches_total{rule=\"no-orders\"} 3.0",
            "weir_rule_unknown_total{rule=\"no-orders\"} 1.0",
            "weir_rule_call_seconds{rule=\"no-orders\"} 4.5E-6",
            "weir_check_looks_total{check=\"dnsbl\"} 4.0",
            "weir_check_waited_seconds_total{check=\"dnsbl\"} 0.006",
            "weir_sessions_open 3.0",
            "weir_state_failures_total 6.0");
  }

  @Test
  void everyMetricStandsInTheManualAndNothingElseDoes() throws Exception {
    var named = new TreeSet<String>();
    get(status("running", UP, UP), "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("# HELP "))
        .forEach(line -> named.add(line.split(" ")[2]));

    assertThat(documented()).isEqualTo(named);
  }

  private static TreeSet<String> documented() throws IOException {
    var names = new TreeSet<String>();
    for (String line : Files.readAllLines(Path.of("../docs/manual/metrics.md"))) {
      if (line.startsWith("| `weir_")) {
        names.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    return names;
  }

  @Test
  void healthIsOkWhileMailCanComeIn() throws Exception {
    assertThat(get(status("running", UP, UP), "/health").body()).isEqualTo("ok\n");

    HttpResponse<String> oneDown = get(status("running", UP, Optional.of("refused")), "/health");
    assertThat(oneDown.statusCode()).isEqualTo(200);
    assertThat(oneDown.body()).isEqualTo("next hop second: refused\n");
  }

  @Test
  void hostile_110_storesThatAreNotWrittenAreToldAndKeepNoMailOut() throws Exception {
    HttpResponse<String> health =
        get(status("running", UP, UP, Optional.of("full"), UP, UP), "/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .isEqualTo(
            """
            durable state: full
            the clock leapt
            held mail: full
            who sends what is not kept: full
            accounts from panel: refused, weir accounts accept takes it over: full
            accounts from panel: not read well since 1970-01-01T00:00:00Z: full
            complaints from abuse: not read since 1970-01-01T00:00:00Z: no such folder
            """);
  }

  @Test
  void aDefectAtTheLastAnswerOfANameServerIsToldAndKeepsNoMailOut() throws Exception {
    HttpResponse<String> health =
        get(status("running", UP, UP, UP, Optional.of("null"), UP), "/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("DNS, a defect of ours: null\n");
  }

  @Test
  void aMapThatCannotBeAskedIsToldAndKeepsNoMailOut() throws Exception {
    Status status = status("running", UP, UP, UP, UP, Optional.of("connection refused"));
    assertThat(get(status, "/health").statusCode()).isEqualTo(200);
    assertThat(get(status, "/health").body()).isEqualTo("map: connection refused\n");
    assertThat(get(status, "/metrics").body().lines())
        .contains("weir_map_up 0.0", "weir_map_last_good_total 1.0");
  }

  @Test
  void whoDrainsOrReachesNobodyIsNotHealthy() throws Exception {
    Optional<String> down = Optional.of("refused");

    assertThat(get(status("draining", UP, UP), "/health").statusCode()).isEqualTo(503);
    assertThat(get(status("running", down, down), "/health").statusCode()).isEqualTo(503);
  }

  @Test
  void otherPathsAreNotThere() throws Exception {
    assertThat(get(status("running", UP, UP), "/").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNoRequestIsTold() throws Exception {
    Status status = status("running", UP, UP);
    try (MetricsServer server = MetricsServer.start(Endpoint.parse("127.0.0.1:0"), () -> status)) {
      assertThat(said(server, "EHLO mail.example.net\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(said(server, "GET /[ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(said(server, "POST /health HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
      assertThat(said(server, "GET /health HTTP/1.1\r\n" + "x".repeat(8 * 1024 - 22)))
          .startsWith("HTTP/1.1 431 ");
      assertThat(said(server, "GET http://weir/health?all HTTP/1.0\n\n")).endsWith("\r\n\r\nok\n");
    }
  }

  @Test
  void aHeadHasTheLengthAndNoBody() throws Exception {
    Status status = status("running", UP, UP);
    try (MetricsServer server = MetricsServer.start(Endpoint.parse("127.0.0.1:0"), () -> status)) {
      assertThat(said(server, "HEAD /health HTTP/1.1\r\nHost: weir\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ")
          .contains("\r\nContent-Length: 3\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  private static String said(MetricsServer server, String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] head = new byte[64 * 1024];
      int length = socket.getInputStream().readNBytes(head, 0, head.length);
      return new String(head, 0, length, StandardCharsets.UTF_8);
    }
  }
}
