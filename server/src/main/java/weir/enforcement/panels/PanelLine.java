package weir.enforcement.panels;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import weir.asking.SecretFile;
import weir.asking.WebService;
import weir.enforcement.Answers;
import weir.enforcement.Step;

/// Sends requests to one panel. The secret is read for each, put in at the last moment, and is in
/// nothing that is shown.
final class PanelLine {
  private static final int SAID = 300;

  private final WebService web;
  private final Path secretFile;
  private final Map<String, UnaryOperator<String>> headers;
  private final UnaryOperator<String> inBody;

  /// What an answer has to be.
  @FunctionalInterface
  interface Check {
    /// @throws IOException with a sentence for the operator when it says that nothing was done
    void look(String answer) throws IOException;
  }

  /// @param web with a deadline of its own
  /// @param headers whose values are made of the secret
  /// @param inBody what the secret goes through before it stands in a body
  PanelLine(
      WebService web,
      Path secretFile,
      Map<String, UnaryOperator<String>> headers,
      UnaryOperator<String> inBody) {
    this.web = web;
    this.secretFile = secretFile;
    this.headers = Map.copyOf(headers);
    this.inBody = inBody;
  }

  /// The answer's body.
  ///
  /// @throws IOException with a sentence for the operator, for another status than 2xx, too
  String ask(PanelRequest request) throws IOException, InterruptedException {
    String secret = SecretFile.firstLine(secretFile);
    if (secret.isEmpty()) {
      throw new IOException("there is no secret in " + secretFile);
    }
    String body = request.body().replace(PanelRequest.SECRET, inBody.apply(secret));
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(request.uri())
            .method(request.method(), HttpRequest.BodyPublishers.ofString(body));
    request.headers().forEach(sent::header);
    headers.forEach((name, value) -> sent.header(name, value.apply(secret)));
    HttpResponse<String> answer;
    try {
      answer = web.send(sent.build(), Answers.text());
    } catch (IOException e) {
      throw new IOException(request.words() + ": " + e.getMessage(), e);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s: status %d: %s"
              .formatted(
                  request.words(), answer.statusCode(), said(answer.body().replace(secret, "…"))));
    }
    return answer.body();
  }

  /// A request as a step.
  Step step(PanelRequest request, Check check) {
    return new Step.Act(request.words(), () -> check.look(ask(request)));
  }

  /// The beginning of what somebody said, in one line.
  static String said(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.substring(0, Math.min(SAID, line.length()));
  }
}
