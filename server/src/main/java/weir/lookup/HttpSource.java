package weir.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.routing.MapAnswer;

/// Asks a web service. Only 200 with a plain yes or no counts: a 404 may be a mistyped address, and
/// must not make every recipient unknown.
final class HttpSource implements Source {
  /// What a service says that wants to be left alone for now, or a proxy before one that is away
  /// (RFC 9110 section 15.6, RFC 6585 section 4).
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private static final int MOST_BODY = 16 * 1_024;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// The JSON object of an answer.
  record Body(
      @Nullable Boolean found,
      @Nullable String hop,
      @Nullable String policy,
      @Nullable String recipients) {}

  private final SourceSettings.Http settings;
  private final Duration deadline;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("weir-http-", 0).factory());
  private final HttpClient client;

  HttpSource(SourceSettings.Http settings, Duration deadline) {
    this.settings = settings;
    this.deadline = deadline;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(deadline)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();
  }

  @Override
  public MapAnswer ask(String name) throws IOException, NoAnswer, InterruptedException {
    HttpResponse<byte[]> response = send(request(name));
    int status = response.statusCode();
    if (BUSY.contains(status)) {
      throw new IOException("answered with status " + status);
    }
    if (status != 200) {
      throw new NoAnswer("answered with status " + status);
    }
    return answer(response.body());
  }

  private HttpRequest request(String name) throws IOException {
    boolean inAddress = settings.url().contains(SourceSettings.Http.NAME);
    URI address = settings.address(escaped(name));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "application/json").timeout(deadline);
    if (settings.tokenFile().isPresent()) {
      request.header("Authorization", "Bearer " + SecretFile.firstLine(settings.tokenFile().get()));
    }
    return inAddress
        ? request.GET().build()
        : request
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    JSON.writeValueAsBytes(Map.of("name", name))))
            .build();
  }

  /// The deadline is for all of it, the body included, which the client's own is not.
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BODY));
    try {
      return sent.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(cause(e.getCause() == null ? e : e.getCause()), e);
    } finally {
      sent.cancel(true);
    }
  }

  /// Some failures of the client have no message.
  private static String cause(Throwable failure) {
    String message = failure.getMessage();
    return Said.shortened(
        message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
  }

  private static MapAnswer answer(byte[] json) throws NoAnswer {
    Body body;
    try {
      body = JSON.readValue(json, Body.class);
    } catch (JacksonException e) {
      throw new NoAnswer("no such answer: " + Said.shortened(e.getOriginalMessage()));
    }
    if (body == null || body.found() == null) {
      throw new NoAnswer("the answer says neither \"found\": true nor false");
    }
    return body.found()
        ? Said.found(body.hop(), body.policy(), body.recipients())
        : MapAnswer.ABSENT;
  }

  /// RFC 3986 section 2.1, all but the unreserved: so a name is one segment of a path, or one value
  /// of a query, and nothing else.
  static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (byte octet : name.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || c == '-' || c == '.' || c == '_' || c == '~') {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
