package weir.onhost;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.link.Calls;
import weir.link.Messages;
import weir.link.SigningKey;
import weir.uplink.Report;

/// Asks the server, each time with a proof of who asks. Safe for use by many threads, one at a time
/// for each path.
final class ServerCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServerCalls.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /// The server answers after [weir.agents.AgentDoor#LONG_POLL] when it has nothing to say.
  private static final Duration ANSWER = Duration.ofSeconds(45);

  /// The whole of an answer, from its request to its last octet.
  private static final Duration WHOLE = Duration.ofSeconds(60);

  /// Octets of an answer: the most orders that wait for one host, with room.
  static final int LONGEST_ANSWER = 4 * 1024 * 1024;

  /// Refusals that are not of what was sent, but of who sent it (401) or when.
  private static final Set<Integer> LATER = Set.of(401, 408, 409, 429);

  private static final int SAID = 300;
  private static final int MICROS = 1_000_000;

  private final HttpClient client;
  private final KnownServer server;
  private final SigningKey key;
  private final InstantSource clock;
  private final Duration whole;
  private final Map<String, Long> numbers = new HashMap<>();

  ServerCalls(KnownServer server, SigningKey key, InstantSource clock) {
    this(server, key, clock, WHOLE);
  }

  /// @param whole how long an answer may take to its end
  ServerCalls(KnownServer server, SigningKey key, InstantSource clock, Duration whole) {
    this.whole = whole;
    this.server = server;
    this.key = key;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .sslContext(Pinned.context(server.pin()))
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /// Asks once; where the server has seen a later number of ours, once more with a later one.
  ///
  /// @return what it answers
  /// @throws NotTaken where asking the same again would not help
  /// @throws IOException with a sentence for people where it does not
  String ask(String path, byte[] body) throws IOException, InterruptedException {
    if (body.length > Calls.LONGEST) {
      // The server would end the connection, and what it says of that may be lost with it.
      throw new NotTaken(
          "%,d octets, and the server takes %,d".formatted(body.length, Calls.LONGEST));
    }
    HttpResponse<String> answer = send(path, body, number(path, 0));
    if (answer.statusCode() == 409) {
      OptionalLong seen = Calls.number(answer.body().strip());
      if (seen.isPresent()) {
        answer = send(path, body, number(path, seen.getAsLong()));
      }
    }
    if (answer.statusCode() != 200) {
      String said = answer.body().strip();
      String words =
          "the server answers %d: %s"
              .formatted(answer.statusCode(), said.substring(0, Math.min(SAID, said.length())));
      throw isForGood(answer.statusCode()) ? new NotTaken(words) : new IOException(words);
    }
    return answer.body();
  }

  private static boolean isForGood(int code) {
    return code >= 400 && code < 500 && !LATER.contains(code);
  }

  /// Tells what became of an order, at once. Whoever gave it waits for a moment only, and looks for
  /// himself when he hears nothing.
  void answer(Report.Carried carried) throws InterruptedException {
    try {
      ask(Calls.ANSWERS, Messages.line(carried).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      log.warn("what became of order {} is not told: {}", carried.order(), e.getMessage());
    }
  }

  /// Greater than all before, over restarts, too, as long as the clock goes on.
  ///
  /// @throws IOException where there is none
  private synchronized long number(String path, long atLeast) throws IOException {
    if (Math.max(atLeast, numbers.getOrDefault(path, 0L)) == Long.MAX_VALUE) {
      throw new IOException(
          "the server has seen the last number there is of this host:"
              + " somebody else may have its key; enrol it anew");
    }
    long now = clock.instant().toEpochMilli() * (MICROS / 1_000);
    return numbers.merge(
        path, Math.max(now, atLeast + 1), (before, wanted) -> Math.max(before + 1, wanted));
  }

  private HttpResponse<String> send(String path, byte[] octets, long number)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + server.address() + path))
            .timeout(ANSWER)
            .header(Calls.HOST, server.host())
            .header(Calls.NUMBER, Long.toString(number))
            .header(Calls.SIGNATURE, key.sign(Calls.signed(path, server.host(), number, octets)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(octets))
            .build();
    HttpResponse.BodyHandler<String> body =
        HttpResponse.BodyHandlers.limiting(
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER);
    CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, body);
    try {
      return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "the server at %s does not end its answer within %d s"
              .formatted(server.address(), whole.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw failed(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true); // of one that has come, this is nothing
    }
  }

  private IOException failed(Throwable e) {
    if (e instanceof ConnectException) {
      return new IOException("the server at " + server.address() + " cannot be reached", e);
    }
    if (e instanceof HttpTimeoutException) {
      return new IOException("the server at " + server.address() + " does not answer", e);
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new IOException(server.address() + ": " + cause.getMessage(), e);
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
