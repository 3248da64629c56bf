package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.enforcement.panels.PanelStandIn;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.incident.Rung;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// The operator's own programs and web services: real programs, and a web server on loopback.
class OwnPointsTest {
  private static final Target ANNA = new Target.Login("anna@example.net");
  private static final Response HOLD = new Response.Hold();
  private static final Holding HELD = new Holding("k3s9x2p4q7w1z", HOLD, "");

  @TempDir Path folder;
  private final WebService web = new WebService(Duration.ofSeconds(10));
  private final StepRunner runner = new StepRunner(new SystemPrograms(Duration.ofSeconds(30)), web);

  @AfterEach
  void stop() {
    runner.close();
  }

  private record Tables(Map<String, EnforcementSettings> enforcement) {}

  private static Binding<Tables> read(String toml) {
    return new Binder(Values.standard()).text(Tables.class, toml, Path.of("/t/weir.toml"));
  }

  private static EnforcementSettings settings(String toml) {
    return ((Binding.Bound<Tables>) read("[enforcement.own]\n" + toml))
        .value()
        .enforcement()
        .get("own");
  }

  private static String mistakes(String toml) {
    return ((Binding.Refused<Tables>) read("[enforcement.own]\n" + toml)).mistakes().toString();
  }

  private static Lease lease(Target target, String reason) {
    return Lease.begin(
        "k3s9x2p4q7w1z",
        target,
        HOLD,
        "olga",
        Optional.empty(),
        Optional.empty(),
        reason,
        Instant.EPOCH,
        Duration.ofHours(1));
  }

  /// Keeps what is in force in a file for each target.
  private CommandPoint programs() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("hold"),
            """
            #!/bin/sh
            case $1 in
            put) printf 'ours %s' "$4" > "$2/$3"; printf '%s' "$5" > "$2/reason" ;;
            take) rm -f "$2/$3" ;;
            look) cat "$2/$3" 2>/dev/null || : ;;
            esac
            """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new CommandPoint(
        "own",
        (OwnSettings.Command)
            settings(
                """
                type = "command"
                responses = ["hold", "suspend"]
                targets = ["login"]
                put = ["%1$s", "put", "%2$s", "{name}", "{lease}", "{reason}"]
                take = ["%1$s", "take", "%2$s", "{name}"]
                look = ["%1$s", "look", "%2$s", "{name}"]
                """
                    .formatted(script, folder)),
        runner.programs());
  }

  private void run(List<Step> steps) throws IOException, InterruptedException {
    for (Step step : steps) {
      runner.run(step);
    }
  }

  @Test
  void aProgramPutsLooksAndTakes() throws Exception {
    CommandPoint point = programs();
    assertThat(point.look(ANNA, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    List<Step> put = point.put(lease(ANNA, "$(touch x); `id` 'quoted'"), Found.Nothing.PLAIN);
    assertThat(put.getFirst().words())
        .endsWith("anna@example.net k3s9x2p4q7w1z '$(touch x); `id` '\\''quoted'\\'''");
    run(put);
    run(put);
    assertThat(folder.resolve("reason")).hasContent("$(touch x); `id` 'quoted'");
    assertThat(point.look(ANNA, Optional.of(HELD)))
        .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", HOLD));
    Files.writeString(folder.resolve("anna@example.net"), "by hand\n");
    assertThat(point.look(ANNA, Optional.of(HELD))).isEqualTo(new Found.Foreign("by hand"));
    run(point.take(ANNA, HELD));
    assertThat(point.look(ANNA, Optional.of(HELD))).isEqualTo(Found.Nothing.PLAIN);
  }

  @Test
  void whatNobodyRemembersIsStillOurs() {
    assertThat(LookAnswer.read("ours abc throttle 30\n", Optional.empty()))
        .isEqualTo(new Found.Ours("abc", new Response.Throttle(30)));
    assertThat(LookAnswer.read("ours abc", Optional.of(HELD)))
        .isEqualTo(new Found.Ours("abc", new Response.Notify()));
  }

  @Test
  void aNameIsNeverAnOption() throws Exception {
    CommandPoint point = programs();
    assertThat(point.cannot(new Target.Login("-rf"), HOLD)).isPresent();
    assertThat(
            Placeholders.words(List.of("{reason}", "--why={reason}"), Map.of("reason", "--help")))
        .containsExactly("help", "--why=--help");
    assertThat(point.cannot(ANNA, new Response.Throttle(30))).isPresent();
    assertThat(point.cannot(new Target.OfDomain("example.net"), HOLD)).isPresent();
    assertThat(point.cannot(ANNA, HOLD)).isEmpty();
  }

  @Test
  void aProgramThatFailsIsToldWithWhatItSaid() throws Exception {
    CommandPoint point =
        new CommandPoint(
            "own",
            new OwnSettings.Command(
                new Reach(List.of(Rung.HOLD), List.of(Reach.Kind.LOGIN), Optional.empty()),
                List.of("/bin/sh", "-c", "echo no room; exit 3"),
                List.of("/bin/true"),
                List.of("/bin/sh", "-c", "echo out of order >&2; exit 2")),
            runner.programs());
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageEndingWith("ended with 2: out of order");
    assertThatThrownBy(() -> run(point.put(lease(ANNA, "spam"), Found.Nothing.PLAIN)))
        .hasMessageEndingWith("ended with 3: no room");
  }

  @Test
  void mistakesInProgramsAreFoundAtOnce() {
    assertThat(
            mistakes(
                """
                type = "command"
                responses = ["hold"]
                targets = ["login"]
                put = ["hold", "{name}"]
                take = ["/bin/true", "{reason}"]
                look = ["/bin/true", "{login}"]
                """))
        .contains("must begin with a program's whole path")
        .contains("nothing is known for {reason}")
        .contains("nothing is known for {login}");
  }

  private static final String SERVICE =
      """
      type = "http"
      responses = ["hold"]
      targets = ["login"]
      put = "%1$s/hold/{name}?lease={lease}"
      put-body = "{\\"who\\": \\"{name}\\", \\"why\\": \\"{reason}\\"}"
      take = "%1$s/release/{name}"
      look = "%1$s/state/{name}"
      """;

  @Test
  void aWebServicePutsLooksAndTakes() throws Exception {
    AtomicReference<String> state = new AtomicReference<>("");
    Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
    try (PanelStandIn server =
        new PanelStandIn(asked -> {
          if (!"Bearer t0ken".equals(asked.headers().get("Authorization"))) {
            return new Reply(401, "who are you?");
          }
          if (asked.path().startsWith("/state/")) {
            return state.get().isEmpty() ? new Reply(404, "") : Reply.ok(state.get());
          }
          state.set(asked.path().startsWith("/hold/") ? "ours " + asked.field("lease") : "");
          return Reply.ok("{\"ok\":true}");
        })) {
      HttpPoint point =
          service(server, "done = '\"ok\":true'\ntoken-file = \"%s\"\n".formatted(token));
      assertThat(point.look(ANNA, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
      List<Step> put = point.put(lease(ANNA, "a \"quoted\"\nreason"), Found.Nothing.PLAIN);
      assertThat(put.getFirst().words())
          .isEqualTo(
              "POST %s/hold/anna%%40example.net?lease=k3s9x2p4q7w1z  {\"who\": \"anna@example.net\", \"why\": \"a \\\"quoted\\\" reason\"}"
                  .formatted(server.url()));
      run(put);
      assertThat(point.look(ANNA, Optional.of(HELD)))
          .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", HOLD));
      state.set("by hand");
      assertThat(point.look(ANNA, Optional.of(HELD))).isEqualTo(new Found.Foreign("by hand"));
      run(point.take(ANNA, HELD));
      assertThat(point.look(ANNA, Optional.of(HELD))).isEqualTo(Found.Nothing.PLAIN);
      server.be(_ -> Reply.ok("{\"ok\":false,\"error\":\"full\"}"));
      assertThatThrownBy(() -> run(point.take(ANNA, HELD)))
          .hasMessageContaining("the answer has no \"\"ok\":true\": {\"ok\":false");
      Files.writeString(token, "wrong");
      server.be(_ -> new Reply(401, "who are you?"));
      assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
          .hasMessageEndingWith("status 401");
    }
  }

  @Test
  void aServiceWithoutRoomForAMarkIsBelievedByWhatWePut() throws Exception {
    try (PanelStandIn server = new PanelStandIn(_ -> Reply.ok("{\"suspended\":true}"))) {
      HttpPoint point = service(server, "nothing = '\"suspended\":false'\nmarks = false\n");
      assertThat(point.look(ANNA, Optional.of(HELD)))
          .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", HOLD));
      assertThat(point.look(ANNA, Optional.empty())).isInstanceOf(Found.Foreign.class);
      server.be(_ -> Reply.ok("{\"suspended\":false}"));
      assertThat(point.look(ANNA, Optional.of(HELD))).isEqualTo(Found.Nothing.PLAIN);
      server.be(_ -> new Reply(404, ""));
      assertThatThrownBy(() -> point.look(ANNA, Optional.of(HELD)))
          .as("a service that says what nothing is, does not say it by a status")
          .hasMessageEndingWith("status 404");
    }
  }

  private HttpPoint service(PanelStandIn server, String more) {
    return new HttpPoint(
        "own", (OwnSettings.Http) settings(SERVICE.formatted(server.url()) + more), web);
  }

  @Test
  void whatIsFilledInNeverChoosesTheServer() {
    assertThat(
            mistakes(
                """
                type = "http"
                responses = ["hold"]
                targets = ["login"]
                put = "https://{host}/hold"
                take = "ftp://panel.example/{name}"
                look = "https://user:word@panel.example/{name}"
                """))
        .contains("may have placeholders behind the host only")
        .contains("must begin with https:// or http://")
        .contains("a login does not belong here");
  }

  @Test
  void aPanelsSecretIsNotSentInTheClear() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "word");
    String table =
        """
        type = "cpanel"
        host = "web1"
        secret-file = "%s"
        account = "web1"
        url = "http://web1.example:2086"
        """
            .formatted(secret);
    assertThat(mistakes(table))
        .contains("must begin with https://, since a secret is sent there")
        .contains("must have {name} in it");
    assertThat(
            settings(
                table.replace("http:", "https:").replace("\"web1\"\nurl", "\"{name}@web1\"\nurl")))
        .isInstanceOf(PanelSettings.Cpanel.class);
  }
}
