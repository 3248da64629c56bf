package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agents.AgentSettings;
import weir.agents.AgentStore;
import weir.agents.Invitations;
import weir.api.Answer;
import weir.app.App;
import weir.app.Surroundings;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Endpoint;
import weir.config.Values;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.onhost.Enrolment;
import weir.passages.PassageSearch;
import weir.passages.Senders;
import weir.response.Lease;
import weir.response.Response;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.sink.SinkMta;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.testkit.Until;

/// Two halves of the server, each with a folder of its own, joined by nothing but the link over
/// TLS: the gateway takes mail, control decides about senders.
class GatewayAndControlTest {
  private static final String LOGIN =
      Base64.getEncoder().encodeToString("\0ann@example.com\0secret".getBytes());
  private static final String LIMITS =
      """
      [rules.many]
      of = "login"
      when = "recipients_1h >= 3"
      says = "{recipients_1h} recipients"
      mode = "act"
      up-to = "deny-login"
      """;

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private Path front;
  private Path control;
  private Path enrolled;
  private int port;

  @BeforeEach
  void enrol() throws IOException {
    front = Files.createDirectory(folder.resolve("gateway"));
    control = Files.createDirectory(folder.resolve("control"));
    enrolled = front.resolve("agent");
    Files.writeString(folder.resolve("limits.toml"), LIMITS);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  private App control() throws Exception {
    String toml =
        """
        host-name = "control.example.com"
        folder = "%1$s"
        agents.address = "127.0.0.1:%2$d"
        outbound.limits = "%3$s"
        enforcement.mx = {type = "agent", host = "mx.example.com"}
        responses.check-every = "10s"
        [directory.sources.ours]
        type = "command"
        program = "/bin/sh"
        arguments = ["-c", "printf 'account,login\\\\nshop,ann@example.com\\\\n'"]
        """
            .formatted(control, port, folder.resolve("limits.toml"));
    Path file = control.resolve("weir.toml");
    var bound =
        (Binding.Bound<Settings>) new Binder(Values.standard()).text(Settings.class, toml, file);
    App app =
        new App(
            new Configuration(bound.value(), bound.positions(), toml, file),
            new Surroundings(
                InstantSource.system(),
                System::nanoTime,
                new Random(1),
                Optional.of(new MapResolver("")),
                Optional.of(_ -> {}),
                Optional.of(new MemoryState())));
    app.start();
    if (!Files.exists(enrolled)) {
      AgentSettings agents =
          new AgentSettings(
              Optional.of(new Endpoint("127.0.0.1", port)),
              Optional.of("127.0.0.1:" + port),
              Optional.empty(),
              Map.of(),
              Duration.ofMinutes(5),
              Duration.ofDays(1));
      Enrolment.accept(
          Invitations.make(
              control, agents, "control.example.com", "mx.example.com", "root", Instant.now()),
          enrolled,
          "1",
          InstantSource.system());
    }
    return app;
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
        ann.ask("MAIL FROM:<ann@example.com>");
        ann.ask("RCPT TO:<bob@example.com>");
        ann.ask("RCPT TO:<postmaster@example.com>");
        ann.ask("DATA");
        ann.send("Subject: Offer " + i + "\r\n\r\nx\r\n.\r\n");
        assertThat(ann.hear().code()).isEqualTo(250);
      }
    }
  }

  private long seen() {
    Senders senders = new Senders();
    try (PassageSearch search = PassageSearch.open(control)) {
      Instant now = Instant.now();
      search.between(now.minus(Duration.ofHours(1)), now.plusSeconds(60), senders::add);
      return senders.messages();
    } catch (SQLException _) {
      return 0;
    }
  }

  private List<Lease> leases() {
    try (LeaseStore store = LeaseStore.open(control)) {
      return store.active();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /// The gateway has said what it may be ordered.
  private void awaitGateway() {
    Until.holds(() -> {
      try (AgentStore store = AgentStore.open(control)) {
        return store.agent("mx.example.com").flatMap(it -> it.alive()).isPresent();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    });
  }

  private void undo(Lease lease) throws SQLException {
    try (LeaseStore store = LeaseStore.open(control)) {
      store.undo(
          lease.id(),
          new LeaseAct(
              "act0000000001",
              Instant.now(),
              "response-undone",
              "olga",
              Optional.of(lease.id()),
              ""));
    }
  }

  @Test
  void invariant_11_whatAGatewayTellsRaisesAnIncidentOnControlWhichOrdersTheGateway()
      throws Exception {
    try (App deciding = control();
        Stand stand = gateway().start()) {
      awaitGateway();
      send(stand, 2);
      Until.holds(() -> !leases().isEmpty());
      Lease lease = leases().getFirst();
      assertThat(lease.response()).isEqualTo(new Response.DenyLogin());
      assertThat(lease.target().text()).isEqualTo("login:ann@example.com");
      Until.holds(() -> auth(stand) == 535);
      assertThat(seen()).isEqualTo(2);
      assertThat(deciding.inside().outgoing().get().trouble()).isEmpty();

      undo(lease);
      Until.holds(() -> auth(stand) == 235);
    }
  }

  @Test
  void invariant_11_theGatewayHasNoKeyThatOrdersAnybody() throws Exception {
    try (App _ = control();
        Stand stand = gateway().start()) {
      awaitGateway();
      assertThat(control.resolve("agents")).isDirectory();
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
    App first = control();
    try (Stand stand = gateway().start()) {
      awaitGateway();
      send(stand, 1);
      Until.holds(() -> seen() == 1);
      first.close();
      send(stand, 2);
      Until.holds(() -> stand.app().inside().outgoing().get().trouble().isPresent());
      assertThat(seen()).isEqualTo(1);
    }
    // Over a restart of the gateway, too: what waits is on its disk.
    try (Stand stand = gateway().start();
        App _ = control()) {
      Until.holds(() -> seen() == 3);
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
