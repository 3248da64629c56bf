package weir.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.routing.MapAnswer;
import weir.routing.MapLine;

/// A real web server, in every way it can fail.
class HttpSourceTest {
  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile Doing doing = exchange -> answer(exchange, 200, "{\"found\": false}");

  private interface Doing {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            doing.handle(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpSource source(String path, Duration deadline, Optional<Path> token) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    return new HttpSource(new SourceSettings.Http(url, token), deadline);
  }

  private MapAnswer ask(String name) throws Exception {
    try (HttpSource source = source("/map/{name}", Duration.ofSeconds(5), Optional.empty())) {
      return source.ask(name);
    }
  }

  private void assertFails(Class<? extends Exception> type, String message) {
    assertThatThrownBy(() -> ask("shop.example")).isInstanceOf(type).hasMessageContaining(message);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] octets = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, octets.length);
    exchange.getResponseBody().write(octets);
  }

  @Test
  void theNameIsOneSegmentOfTheAddressWhateverStandsInIt() throws Exception {
    List<String> paths = new CopyOnWriteArrayList<>();
    doing =
        exchange -> {
          paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().toASCIIString());
          answer(
              exchange,
              200,
              "{\"found\": true, \"hop\": \"a\", \"policy\": null, \"recipients\": \"map\", \"more\": 1}");
        };
    assertThat(ask("\"../x?y=1#z é\"@shop.example"))
        .isEqualTo(new MapAnswer.Found(MapLine.of(List.of("hop=a", "recipients=map"))));
    assertThat(paths).containsExactly("GET /map/%22..%2Fx%3Fy%3D1%23z%20%C3%A9%22%40shop.example");
  }

  @Test
  void withoutAPlaceForItTheNameIsPostedAsJson() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "secret-1\n");
    doing =
        exchange -> {
          String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean right =
              asked.equals("{\"name\":\"shop.example\"}")
                  && exchange.getRequestMethod().equals("POST")
                  && "Bearer secret-1"
                      .equals(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, right ? 200 : 400, "{\"found\": false}");
        };
    try (HttpSource source = source("/map", Duration.ofSeconds(5), Optional.of(token))) {
      assertThat(source.ask("shop.example")).isEqualTo(MapAnswer.ABSENT);
    }
  }

  @Test
  void aPageThatIsNotThereSaysNothingAboutTheName() {
    doing = exchange -> answer(exchange, 404, "{\"found\": false}");
    assertFails(Source.NoAnswer.class, "status 404");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aServiceThatIsBusyOrAwaySaysSoOfAllNames(int status) {
    doing = exchange -> answer(exchange, status, "");
    assertFails(IOException.class, "status " + status);
  }

  @Test
  void aServiceThatStumblesOverANameSaysNothingOfOthers() {
    doing = exchange -> answer(exchange, 500, "");
    assertFails(Source.NoAnswer.class, "status 500");
  }

  @Test
  void redirectsAreNotFollowed() {
    doing =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          answer(exchange, 302, "");
        };
    assertFails(Source.NoAnswer.class, "status 302");
  }

  @Test
  void whatIsNoJsonIsNoAnswer() {
    doing = exchange -> answer(exchange, 200, "<html>");
    assertFails(Source.NoAnswer.class, "no such answer");
    doing = exchange -> answer(exchange, 200, "null");
    assertFails(Source.NoAnswer.class, "neither");
    doing = exchange -> answer(exchange, 200, "{\"hop\": \"a\"}");
    assertFails(Source.NoAnswer.class, "neither");
    doing = exchange -> answer(exchange, 200, "{\"found\": true, \"hop\": \"a b\"}");
    assertFails(Source.NoAnswer.class, "hop is no name");
    doing = exchange -> answer(exchange, 200, "{\"found\": true, \"recipients\": \"x\"}");
    assertFails(Source.NoAnswer.class, "map and call-forward are known");
  }

  @Test
  void tooMuchIsAFailure() {
    doing = exchange -> answer(exchange, 200, " ".repeat(20_000) + "{\"found\": false}");
    assertFails(IOException.class, "");
  }

  @Test
  void whoNeverAnswersIsLeft() throws Exception {
    doing = exchange -> end.await();
    try (HttpSource source = source("/{name}", Duration.ofMillis(200), Optional.empty())) {
      assertThatThrownBy(() -> source.ask("shop.example")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatNeverEndsIsLeft() throws Exception {
    doing =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          end.await();
        };
    try (HttpSource source = source("/{name}", Duration.ofMillis(200), Optional.empty())) {
      assertThatThrownBy(() -> source.ask("shop.example"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer within 200 ms");
    }
  }

  @Test
  void aServerThatIsNotThereIsAFailureWithACause() {
    server.stop(0);
    assertFails(IOException.class, "Connect");
  }
}
