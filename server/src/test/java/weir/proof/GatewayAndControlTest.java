package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.app.App;
import weir.response.Lease;
import weir.response.Response;
import weir.sink.SinkMta;
import weir.testkit.Until;

/// Two halves of the server, each with a folder of its own, joined by nothing but the link over
/// TLS: the gateway takes mail, control decides about senders.
class GatewayAndControlTest {
  private static final String LOGIN =
      Base64.getEncoder().encodeToString("\0ann@example.com\0secret".getBytes());
  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private Path front;
  private ControlSide control;
  private Path enrolled;

  @BeforeEach
  void enrol() throws IOException {
    front = Files.createDirectory(folder.resolve("gateway"));
    enrolled = front.resolve("agent");
    control = ControlSide.in(folder, enrolled);
  }

  private Stand.Plan gateway() {
    return Stand.in(front).hop(sink.port()).set("control.agent", "'" + enrolled + "'");
  }

  private static int auth(Stand stand) {
    try (Talker ann = greeted(stand)) {
      return ann.ask("AUTH PLAIN " + LOGIN).code();
    }
  }

  private static Talker greeted(Stand stand) {
    Talker ann = stand.client("submission", Stand.SENDER);
    ann.hear();
    ann.ask("EHLO pc.example.net");
    ann.secure();
    return ann;
  }

  private static void send(Stand stand, int messages) {
    try (Talker ann = greeted(stand)) {
      assertThat(ann.ask("AUTH PLAIN " + LOGIN).code()).isEqualTo(235);
      for (int i = 0; i < messages; i++) {
        assertThat(ann.ask("MAIL FROM:<ann@example.com>")).returns(250, Said::code);
        assertThat(ann.ask("RCPT TO:<bob@example.com>")).returns(250, Said::code);
        assertThat(ann.ask("RCPT TO:<postmaster@example.com>")).returns(250, Said::code);
        assertThat(ann.ask("DATA")).returns(354, Said::code);
        ann.send("Subject: Offer " + i + "\r\n\r\nx\r\n.\r\n");
        assertThat(ann.hear()).returns(250, Said::code);
      }
    }
  }

  @Test
  void invariant_11_whatAGatewayTellsRaisesAnIncidentOnControlWhichOrdersTheGateway()
      throws Exception {
    try (App deciding = control.start();
        Stand stand = gateway().start()) {
      control.awaitGateway();
      send(stand, 2);
      Until.holds(() -> !control.leases().isEmpty());
      Lease lease = control.leases().getFirst();
      assertThat(lease.response()).isEqualTo(new Response.DenyLogin());
      assertThat(lease.target().text()).isEqualTo("login:ann@example.com");
      Until.holds(() -> auth(stand) == 535);
      assertThat(control.seen()).isEqualTo(2);
      assertThat(deciding.inside().outgoing().get().trouble()).isEmpty();

      Lease longer = control.prolong(lease);
      assertThat(longer.id()).isEqualTo(lease.id());
      Until.holds(() -> ordered().contains(longer.until().toString()));

      control.undo(lease);
      Until.holds(() -> auth(stand) == 235);
    }
  }

  /// What the gateway has written down of orders.
  private String ordered() {
    try {
      return Files.readString(enrolled.resolve("mail.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void invariant_11_theGatewayHasNoKeyThatOrdersAnybody() throws Exception {
    try (App _ = control.start();
        Stand stand = gateway().start()) {
      control.awaitGateway();
      assertThat(control.folder().resolve("agents")).isDirectory();
      assertThat(front.resolve("agents")).doesNotExist();
      assertThat(stand.app().inside().responses()).isEmpty();
    }
  }

  @Test
  void invariant_11_aGatewayThatNamesWhatIsControlsIsRefused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "x");
    Map<String, String> named =
        Map.of(
            "agents.address",
            "'127.0.0.1:1'",
            "enforcement.panel",
            "{type = 'cpanel', url = 'https://web1:2087', secret-file = '%s', host = 'web1'}"
                .formatted(token),
            "notices.staff",
            "{type = 'command', program = ['/bin/true']}",
            "directory.sources.ours",
            "{type = 'command', program = '/bin/true'}");
    named.forEach((key, value) ->
        assertThatThrownBy(() -> gateway().set(key, value).configuration())
            .as(key)
            .hasMessageContaining("belongs to control"));
  }

  @Test
  void whileControlIsAwayMailGoesOnWhatIsSeenWaitsAndWhatIsInForceStays() throws Exception {
    App first = control.start();
    try (Stand stand = gateway().start()) {
      control.awaitGateway();
      send(stand, 1);
      Until.holds(() -> control.seen() == 1);
      first.close();
      send(stand, 2);
      Until.holds(() -> stand.app().inside().outgoing().get().trouble().isPresent());
      assertThat(control.seen()).isEqualTo(1);
    }
    // Over a restart of the gateway, too: what waits is on its disk.
    try (Stand stand = gateway().start();
        App _ = control.start()) {
      Until.holds(() -> control.seen() == 3);
      Until.holds(() -> auth(stand) == 535);
    }
    // What is in force is put again by a gateway that starts alone.
    try (Stand stand = gateway().start()) {
      Until.holds(() -> auth(stand) == 535);
    }
  }

  @Test
  void aGatewayThatIsNotEnrolledTakesMailAndSaysSo() throws Exception {
    try (Stand stand = gateway().start()) {
      send(stand, 1);
      assertThat(stand.app().inside().outgoing().get().trouble())
          .hasValueSatisfying(why -> assertThat(why).contains("enrol this gateway"));
      assertThat(stand.app().inside().standing().apply("shop")).isInstanceOf(Answer.Failed.class);
    }
  }
}
