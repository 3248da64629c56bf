package weir.enforcement;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.asking.SecretFile;
import weir.asking.WebService;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// A web service of the operator's own.
public final class HttpPoint implements EnforcementPoint {
  private static final int NOT_FOUND = 404;

  private final String name;
  private final OwnSettings.Http settings;
  private final WebService web;

  public HttpPoint(String name, OwnSettings.Http settings, WebService web) {
    this.name = name;
    this.settings = settings;
    this.web = web;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> cannot(Target target, Response response) {
    return settings.reach().cannot(target, response);
  }

  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    URI address = address(settings.look(), Placeholders.of(target));
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    WebService.authorise(request, settings.tokenFile());
    HttpResponse<String> answer = web.send(request.build(), Answers.text());
    if (answer.statusCode() == NOT_FOUND && settings.nothing().isEmpty()) {
      return Found.Nothing.PLAIN;
    }
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("GET %s: status %d".formatted(address, answer.statusCode()));
    }
    return found(answer.body(), held);
  }

  private Found found(String said, Optional<Holding> held) {
    if (settings.nothing().filter(said::contains).isPresent()) {
      return Found.Nothing.PLAIN;
    }
    if (held.isPresent()
        && !said.isBlank()
        && (said.contains(held.get().lease()) || !settings.marks())) {
      return new Found.Ours(held.get().lease(), held.get().response());
    }
    return settings.nothing().isPresent() && said.isBlank()
        ? new Found.Foreign("an answer without a word")
        : LookAnswer.read(said, held);
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    return List.of(call(settings.put(), settings.putBody(), Placeholders.of(lease)));
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    return List.of(call(settings.take(), settings.takeBody(), Placeholders.of(target, held)));
  }

  private Step call(String address, String body, Map<String, String> values) {
    String filled = Placeholders.fill(body, values, settings.form().escape());
    return new Step.Call(
        settings.method(),
        address(address, values),
        filled.isEmpty() ? Map.of() : Map.of("Content-Type", settings.form().contentType()),
        filled,
        this::token,
        this::failure);
  }

  private Optional<String> token() throws IOException {
    return settings.tokenFile().isEmpty()
        ? Optional.empty()
        : Optional.of("Bearer " + SecretFile.firstLine(settings.tokenFile().get()));
  }

  private Optional<String> failure(String answer) {
    return settings
        .done()
        .filter(done -> !answer.contains(done))
        .map(done -> "the answer has no \"%s\": %s".formatted(done, LookAnswer.shown(answer)));
  }

  private static URI address(String template, Map<String, String> values) {
    return URI.create(Placeholders.fill(template, values, Escaped::url));
  }
}
