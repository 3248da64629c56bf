package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Dialogs against an operator's configuration, whose machines and files are not there.
class PolicyTestTest {
  private static final String GREETED =
      """
      server   220 *
      client   EHLO mail.example.net
      server   250 *
      client   MAIL FROM:<sue@example.net>
      server   250 *
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("weir.toml"),
        """
        host-name = "mx.shop.example"
        folder = "never-made"
        metrics = "192.0.2.1:9"
        [listeners.outside]
        address = "192.0.2.1:25"
        [listeners.customers]
        address = "192.0.2.1:587"
        role = "submission"
        [hops.postfix]
        type = "smtp"
        address = "192.0.2.1:25"
        [hops.boxes]
        type = "maildir"
        root = "never-made-mail"
        [domains."shop.example"]
        hop = "postfix"
        call-forward = true
        [domains."box.example"]
        hop = "boxes"
        recipients = ["bob"]
        [lookup.ask]
        type = "http"
        url = "http://192.0.2.1/{name}"
        [login]
        dovecot = "gone/auth-client"
        [tls]
        certificate = "gone.pem"
        key = "gone.key"
        [journal]
        folder = "never-made-journal"
        [checks.fcrdns]
        no-reverse-name = {reject = true}
        """);
  }

  private Path dialog(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".dialog"), text);
  }

  private int test(Path... files) {
    CommandLine line =
        new CommandLine(
            new PolicyTest(new ThisProgram(folder, Optional.empty(), folder.resolve("none"))));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] words =
        Stream.concat(
                Stream.of("-c", folder.resolve("weir.toml").toString()),
                Stream.of(files).map(Path::toString))
            .toArray(String[]::new);
    return line.execute(words);
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void aDialogThatHoldsIsSaidWithItsSentenceAndNothingIsTouched() throws IOException {
    Path file =
        dialog(
            "a-sender-is-let-in",
            "# A sound sender reaches a customer.\n"
                + GREETED
                + """
                client   RCPT TO:<ann@shop.example>
                server   250 *
                client   DATA
                server   354 *
                message
                  Subject: hi

                  Hello.
                server   250 *
                client   RSET
                server   250 *
                hop      gets 1 message
                journal  delivered to=ann@shop.example hop=postfix
                """);
    assertThat(test(file)).as(err.toString()).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            "holds  a-sender-is-let-in: A sound sender reaches a customer.\n\n1 of 1 hold\n");
    assertThat(files()).containsExactlyInAnyOrder("weir.toml", "a-sender-is-let-in.dialog");
  }

  @Test
  void howLongAReplyWaitsIsWhatTheSettingsSay() throws IOException {
    Path toml = folder.resolve("weir.toml");
    String outside = "[listeners.outside]\n";
    Files.writeString(
        toml, Files.readString(toml).replace(outside, outside + "greet-pause = \"20ms\"\n"));
    Path holds = dialog("within", "# A greeting pauses.\nserver 220 *\nwithin 20ms\n");
    Path fails = dialog("not-within", "# A greeting pauses.\nserver 220 *\nwithin 19ms\n");
    assertThat(test(holds)).as(out.toString()).isZero();
    assertThat(test(fails)).isEqualTo(1);
    assertThat(out.toString())
        .contains(":3: the server let clients wait for PT0.02S before this reply, not PT0.019S");
  }

  @Test
  void aDialogThatDoesNotHoldIsShownWithLineAndWhatWasSaid() throws IOException {
    Path file =
        dialog(
            "a-stranger-is-let-in",
            "# A client without a name is let in.\npeer     192.0.2.77\n"
                + GREETED
                + "client   RCPT TO:<ann@shop.example>\nserver   250 *\n");
    assertThat(test(file)).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAILS  a-stranger-is-let-in: A client without a name is let in.\n")
        .contains("a-stranger-is-let-in.dialog:9: expected: 250 *\n")
        .contains("but the server said: 550 5.7.25 Your address has no reverse name, ")
        .contains("         client  RCPT TO:<ann@shop.example>")
        .endsWith("\n1 of 1 do not hold\n");
  }

  @Test
  void theHopOfTheDialogAnswersForEveryHopAndEverySettingCanBeChanged() throws IOException {
    Path file =
        dialog(
            "a-mailbox-is-gone",
            """
            # The next hop knows nobody of that name, and the table of the dialog stands in for the map that is asked.
            file     table
              other.example  recipients=map
              carl@other.example
            setting  routing.map = "table"
            setting  checks.fcrdns.no-reverse-name = {observe = true}
            peer     192.0.2.77
            hop      refuses eve@shop.example 550 5.1.1 no such user
            """
                + GREETED
                + """
                client   RCPT TO:<eve@shop.example>
                server   550 5.1.1 *
                client   RCPT TO:<bob@box.example>
                server   250 *
                client   RCPT TO:<carl@other.example>
                server   452 4.5.3 *
                client   RCPT TO:<dora@other.example>
                server   550 5.1.1 *
                client   RCPT TO:<eve@elsewhere.example>
                server   550 5.7.1 *
                """);
    assertThat(test(file)).as(out.toString() + err).isZero();
  }

  @Test
  void customersLogInWithThePasswordOfAllDialogs() throws IOException {
    Path file =
        dialog(
            "a-customer-logs-in",
            """
            # A customer logs in, by the listener of customers whatever its name.
            listener submission
            server   220 *
            client   EHLO laptop.example.net
            server   250 *
            client   STARTTLS
            server   220 *
            tls
            client   EHLO laptop.example.net
            server   250 *
            login    anybody@shop.example wrong
            server   535 *
            login    anybody@shop.example secret
            server   235 *
            """);
    assertThat(test(file)).as(out.toString() + err).isZero();
  }

  @Test
  void whatIsNoDialogIsToldBeforeAnyIsPlayed() throws IOException {
    dialog("a-good-one", "# One.\nserver   220 *\n");
    dialog("a-bad-one", "# One.\nsrever   220 *\n");
    assertThat(test(folder)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("a-bad-one.dialog:2: ");
  }

  @Test
  void whatIsNotThereIsNamedAndIsNoDialogThatFails() {
    assertThat(test(folder.resolve("nope.dialog"))).isEqualTo(2);
    assertThat(err.toString()).contains("weir: there is no file " + folder.resolve("nope.dialog"));
    assertThat(test(folder)).isEqualTo(2);
    assertThat(err.toString())
        .contains("no file in " + folder + " has a name that ends with .dialog");
  }

  @Test
  void aSettingThatMakesNoConfigurationFailsItsDialogOnly() throws IOException {
    dialog("a-bad-setting", "# One.\nsetting  limits.errors = \"x\"\nserver   220 *\n");
    dialog("a-good-one", "# Two.\nserver   220 *\n");
    assertThat(test(folder)).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "with the settings of this dialog the configuration has mistakes: limits.errors: ")
        .contains("holds  a-good-one: Two.");
  }

  @Test
  void mistakesOfTheConfigurationAreToldAsEverywhere() throws IOException {
    Path file = dialog("a-good-one", "# One.\nserver   220 *\n");
    Files.writeString(folder.resolve("weir.toml"), "host-nam = \"x\"\n");
    assertThat(test(file)).isEqualTo(78);
    assertThat(err.toString()).contains("weir.toml:1:1: host-nam: ");
  }
}
