package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.api.ControlClient;
import weir.api.Explanation;
import weir.api.ImaginedSession;
import weir.api.Request;
import weir.check.Tables;
import weir.state.State;

/// Invariant 5, end to end: what `explain` says is what a client hears, and saying it has no
/// effect.
class ExplainAgreesTest {
  private static OwnExample plain;
  private static OwnExample forgetful;

  @BeforeAll
  static void start() throws Exception {
    plain = OwnExample.start();
    forgetful =
        OwnExample.with(
            """

            [checks.greylist]
            enabled = true

            [checks.tarpit]
            enabled = true
            after-recipients = 1
            """);
  }

  @AfterAll
  static void stop() {
    plain.close();
    forgetful.close();
  }

  @ParameterizedTest(name = "{0}: {2} from {1} to {4}")
  @CsvSource({
    "mx, 127.0.0.1, mail.example.net, me@example.net, ann@example.com, pass",
    "mx, 127.0.0.1, mail.example.net, me@example.net, postmaster@example.com, pass",
    "mx, 127.0.0.1, mail.example.net, '', ann@example.com, pass",
    "mx, 127.0.0.1, 192.168.1.5, me@example.net, ann@example.com, pass",
    "mx, 127.0.0.1, mail.example.net, noreply@nomail.example, ann@example.com, pass",
    "mx, 127.0.0.2, mail.example.net, me@example.net, ann@example.com, reject",
    "mx, 127.0.0.2, mail.example.net, me@example.net, postmaster@example.com, pass",
    "mx, 127.0.0.1, mail.example.net, me@example.net, victim@elsewhere.example, reject",
    "mx, 127.0.0.1, mail.example.net, me@example.net, victim%elsewhere.example@example.com, reject",
    "mx, 127.0.0.1, mail.example.net, me@example.net, nobody@example.com, reject",
    "mx, 127.0.0.1, mail.example.net, me@expired.example, ann@example.com, reject",
    "mx, 127.0.0.1, mail.example.net, me@broken.example, ann@example.com, defer",
    "submission, 127.0.0.1, laptop.example.net, ann@example.com, bob@example.com, reject",
  })
  void invariant_05_explain_says_what_the_gateway_does(
      String listener, String client, String helo, String sender, String recipient, String verdict)
      throws Exception {
    Explanation explained = explain(plain, listener, client, helo, sender, recipient);

    assertThat(explained.verdict()).isEqualTo(verdict);
    assertThat(explained.steps().getLast().answer())
        .isEqualTo(heard(plain, listener, client, helo, sender, recipient));
  }

  @Test
  void invariant_05_explain_leaves_greylist_and_tarpit_as_they_were() throws Exception {
    String mx = "mx";
    String client = "127.0.0.1";
    String helo = "mail.example.net";
    String sender = "me@example.net";
    String ann = "ann@example.com";
    List<List<State.Entry>> before = state();

    Explanation first = explain(forgetful, mx, client, helo, sender, ann);
    Explanation second = explain(forgetful, mx, client, helo, sender, ann);

    assertThat(first.because()).isEqualTo("greylisted");
    assertThat(second.because()).isEqualTo("greylisted");
    assertThat(state()).isEqualTo(before);

    String heard = heard(forgetful, mx, client, helo, sender, ann);
    assertThat(heard).isEqualTo(first.steps().getLast().answer());
    assertThat(state()).as("a real session has effects").isNotEqualTo(before);

    List<List<State.Entry>> played = state();
    explain(forgetful, mx, client, helo, sender, ann);
    assertThat(state()).isEqualTo(played);
  }

  @Test
  void invariant_05_explain_says_what_the_throttle_does_at_data_and_spends_nothing()
      throws Exception {
    String throttle =
        """

        [checks.throttle]
        enabled = true
        messages = 1
        per = "10m"
        longest-wait = "1s"
        """;
    try (OwnExample throttled = OwnExample.with(throttle)) {
      for (int n = 0; n < 3; n++) {
        Explanation.Step data = dataStep(throttled);
        assertThat(data.verdict()).isEqualTo("pass");
        assertThat(data.answer()).startsWith("354");
      }
      assertThat(heardAtData(throttled)).startsWith("354");

      Explanation.Step data = dataStep(throttled);
      assertThat(data.verdict()).isEqualTo("defer");
      assertThat(data.because()).isEqualTo("rate-exceeded");
      assertThat(heardAtData(throttled)).isEqualTo(data.answer());
    }
  }

  private static Explanation.Step dataStep(OwnExample example) throws Exception {
    ImaginedSession session =
        new ImaginedSession(
            "127.0.0.1",
            Optional.of("mx"),
            "mail.example.net",
            "me@example.net",
            List.of("ann@example.com"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new ImaginedSession.ImaginedMessage(
                    100, 0, false, Optional.of("Hello"), List.of(), List.of())));
    Explanation explained =
        (Explanation)
            new ControlClient(example.folder().resolve("var")).ask(new Request.Explain(session));
    return explained.steps().stream()
        .filter(step -> step.stage().equals("data"))
        .findFirst()
        .orElseThrow();
  }

  private static String heardAtData(OwnExample example) throws IOException {
    return heard(
        example.place().mx(),
        "127.0.0.1",
        List.of(
            "EHLO mail.example.net",
            "MAIL FROM:<me@example.net>",
            "RCPT TO:<ann@example.com>",
            "DATA"));
  }

  private static List<List<State.Entry>> state() {
    State state = forgetful.inside().state();
    Instant now = forgetful.inside().clock().instant();
    return Tables.all().stream().map(table -> state.list(table, now)).toList();
  }

  private static Explanation explain(
      OwnExample example,
      String listener,
      String client,
      String helo,
      String sender,
      String recipient)
      throws Exception {
    ImaginedSession session =
        new ImaginedSession(
            client,
            Optional.of(listener),
            helo,
            sender,
            List.of(recipient),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return (Explanation)
        new ControlClient(example.folder().resolve("var")).ask(new Request.Explain(session));
  }

  /// The answer to RCPT, or to what was refused before it; without the id.
  private static String heard(
      OwnExample example,
      String listener,
      String client,
      String helo,
      String sender,
      String recipient)
      throws IOException {
    InetSocketAddress server =
        listener.equals("mx") ? example.place().mx() : example.place().submission();
    return heard(
        server,
        client,
        List.of("EHLO " + helo, "MAIL FROM:<" + sender + ">", "RCPT TO:<" + recipient + ">"));
  }

  private static String heard(InetSocketAddress server, String client, List<String> lines)
      throws IOException {
    try (Socket socket =
            new Socket(server.getAddress(), server.getPort(), InetAddress.getByName(client), 0);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String answer = reply(in);
      for (String line : lines) {
        if (!answer.startsWith("2")) {
          break;
        }
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        answer = reply(in);
      }
      return answer.replaceFirst(" \\[[a-z0-9]{13}\\]$", "");
    }
  }

  private static String reply(BufferedReader in) throws IOException {
    String line = Objects.requireNonNull(in.readLine(), "the server hung up");
    while (line.length() > 3 && line.charAt(3) == '-') {
      line = Objects.requireNonNull(in.readLine(), "the server hung up");
    }
    return line;
  }
}
