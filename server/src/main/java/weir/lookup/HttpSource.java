package weir.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.asking.OneLine;
import weir.asking.WebService;
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
  private final WebService service;

  HttpSource(SourceSettings.Http settings, Duration deadline) {
    this.settings = settings;
    this.deadline = deadline;
    this.service = new WebService(deadline);
  }

  @Override
  public MapAnswer ask(String name) throws IOException, NoAnswer, InterruptedException {
    HttpResponse<byte[]> response =
        service.send(request(name), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BODY));
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
    WebService.authorise(request, settings.tokenFile());
    return inAddress
        ? request.GET().build()
        : request
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    JSON.writeValueAsBytes(Map.of("name", name))))
            .build();
  }

  static MapAnswer answer(byte[] json) throws NoAnswer {
    Body body;
    try {
      body = JSON.readValue(text(json), Body.class);
    } catch (JacksonException e) {
      throw new NoAnswer("no such answer: " + OneLine.of(e.getOriginalMessage()));
    }
    if (body == null || body.found() == null) {
      throw new NoAnswer("the answer says neither \"found\": true nor false");
    }
    return body.found()
        ? Said.found(body.hop(), body.policy(), body.recipients())
        : MapAnswer.ABSENT;
  }

  /// As text first (RFC 8259 section 8.1): of octets that are no UTF-8 Jackson takes some names for
  /// others. Services of some makers put a mark in front of it.
  private static String text(byte[] json) {
    String text = new String(json, UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
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
    service.close();
  }
}
