package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Programs;
import weir.check.Tables;
import weir.config.Endpoint;
import weir.config.SettingsCheck;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.state.MemoryState;
import weir.testkit.FreePort;

/// The files that Postfix looks up, and the commands that are run.
class PostfixPointTest {
  private static final Target ANN = new Target.Login("ann@example.com");
  private static final Target USER = new Target.LocalUser("web1", "2001");
  private static final Response HOLD = new Response.Hold();
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

  @TempDir private Path folder;
  private final Endpoint address = new Endpoint("127.0.0.1", FreePort.any());
  private MemoryState state = new MemoryState();
  private String mainCf = "";
  private PlaceOfLeases place;
  private PostfixPoint point;

  @BeforeEach
  void open() throws SQLException {
    mainCf =
        "smtpd_data_restrictions = check_sasl_access regexp:%1$s/logins, check_policy_service inet:%2$s\nauthorized_submit_users = !texthash:%1$s/users, static:all\n"
            .formatted(folder, address);
    point = point(Optional.of(address));
    place = new PlaceOfLeases(folder, point, this::run);
  }

  private PostfixPoint point(Optional<Endpoint> policy) {
    MailSettings.Postfix settings =
        new MailSettings.Postfix(
            folder, Optional.of("web1"), false, policy, List.of("postfix", "reload"));
    return new PostfixPoint(
        "postfix",
        settings,
        this::run,
        "web1",
        Optional.empty(),
        policy.map(at -> new PolicyTable("postfix", at, state, () -> NOW)));
  }

  private Programs.Ran run(List<String> command, String input) {
    return switch (command.getFirst()) {
      case "postconf" ->
          new Programs.Ran(0, command.getLast().equals("-n") ? mainCf : "smtp/inet/x = y\n");
      case "getent" ->
          command.getLast().equals("2001")
              ? new Programs.Ran(0, "u2001:x:2001:2001::/home/u2001:/bin/sh\n")
              : new Programs.Ran(2, "");
      default -> new Programs.Ran(0, "");
    };
  }

  @AfterEach
  void close() throws SQLException {
    place.close();
    point.close();
  }

  private String logins() throws IOException {
    return Files.readString(folder.resolve("logins"));
  }

  @Test
  void aLeaseIsALineAndNothingIsLeftOfIt() throws Exception {
    place.begin("l1", ANN, HOLD);
    assertThat(place.round()).isTrue();
    assertThat(logins())
        .contains("# weir l1 done hold for login:ann@example.com\n")
        .contains("\n/^ann[@%+]example\\.com$/ HOLD held by Weir, lease l1\n");
    assertThat(place.steps())
        .containsExactly(
            "in " + folder.resolve("logins") + ": login:ann@example.com: hold (begun)",
            "in the policy service: login:ann@example.com: hold",
            "postfix reload",
            "in " + folder.resolve("logins") + ": login:ann@example.com: hold");
    place.round();
    assertThat(place.steps()).isEmpty();
    place.end(ANN);
    place.round();
    assertThat(logins()).isEmpty();
    assertThat(state.list(Tables.RESPONSES, NOW)).isEmpty();
    assertThat(place.told())
        .containsExactly("put l1 login:ann@example.com", "taken l1 login:ann@example.com");
  }

  @Test
  void aThrottleIsTheServicesAloneAndReloadsNothing() throws Exception {
    place.begin("l1", ANN, new Response.Throttle(30));
    place.round();
    place.end(ANN);
    place.round();
    assertThat(place.steps())
        .containsExactly(
            "in the policy service: login:ann@example.com: throttle 30",
            "in " + folder.resolve("logins") + ": login:ann@example.com: throttle 30",
            "in the policy service: login:ann@example.com: as before",
            "in " + folder.resolve("logins") + ": login:ann@example.com: as before");
    assertThat(point(Optional.empty()).cannot(ANN, new Response.Throttle(30)))
        .hasValue("nobody counts: [enforcement.postfix] has no policy");
  }

  @Test
  void ofTwoTheStrongerOneStandsAndAnotherTakesItsPlace() throws Exception {
    place.begin("l1", ANN, HOLD);
    place.round();
    place.begin("l2", ANN, new Response.DenyLogin());
    place.round();
    assertThat(logins()).contains("$/ REJECT 5.7.1 Your login is locked").doesNotContain("HOLD");
    place.begin("l3", ANN, new Response.Throttle(5));
    place.round();
    assertThat(logins()).doesNotContain("REJECT").contains("# weir l3 done throttle 5 for");
  }

  @Test
  void aDomainIsAllItsLogins() throws Exception {
    place.begin("l1", new Target.OfDomain("example.com"), HOLD);
    place.round();
    assertThat(logins()).contains("\n/[@%+]example\\.com$/ HOLD");
  }

  @Test
  void whatTheServiceHasLostIsPutAgain() throws Exception {
    place.begin("l1", ANN, HOLD);
    place.round();
    state.remove(Tables.RESPONSES, "postfix login:ann@example.com");
    place.steps();
    place.round();
    assertThat(place.steps()).contains("in the policy service: login:ann@example.com: hold");
    place.round();
    assertThat(place.steps()).isEmpty();
  }

  @Test
  void aLineThatSomebodyTookAwayOrChangedIsPutAgain() throws Exception {
    place.begin("l1", ANN, HOLD);
    place.round();
    Files.writeString(folder.resolve("logins"), logins().replace("HOLD", "OK"));
    place.round();
    assertThat(logins()).contains("$/ HOLD");
    Files.writeString(folder.resolve("logins"), "");
    place.round();
    assertThat(logins()).contains("$/ HOLD");
  }

  @Test
  void linesOfSomebodyElseAreKeptAndOneAboutTheSameIsTold() throws Exception {
    String own = "# mine\r\n/^Ann@example\\.com$/ OK\n/^caf\u00e9/ OK";
    Files.writeString(folder.resolve("logins"), own);
    place.begin("l1", ANN, HOLD);
    place.round();
    assertThat(logins()).isEqualTo(own);
    assertThat(place.told())
        .containsExactly("trouble somebody's own line in " + folder.resolve("logins"));
    Target bob = new Target.Login("bob@example.com");
    place.begin("l2", bob, HOLD);
    place.round();
    assertThat(logins()).endsWith("\n" + own);
    place.end(bob);
    place.round();
    assertThat(logins()).isEqualTo(own);
  }

  @Test
  void aFileThatPostfixDoesNotAskIsNoResponse() throws Exception {
    mainCf = "";
    place.begin("l1", ANN, HOLD);
    place.begin("l2", USER, HOLD);
    assertThat(place.round()).isFalse();
    assertThat(place.told())
        .containsExactlyInAnyOrder(
            "trouble neither main.cf nor master.cf names regexp:%s/logins; the manual says where it belongs (enforcement.md)"
                .formatted(folder),
            "trouble neither main.cf nor master.cf names texthash:%s/users; the manual says where it belongs (enforcement.md)"
                .formatted(folder));
    assertThat(folder.resolve("users")).doesNotExist();
  }

  @Test
  void aLocalUserIsALineWithItsName() throws Exception {
    place.begin("l1", USER, HOLD);
    assertThat(place.round()).isTrue();
    assertThat(Files.readString(folder.resolve("users"))).contains("\nu2001 hold\n");
    assertThat(place.steps()).noneMatch(step -> step.contains("reload"));
    place.begin("l2", USER, new Response.Fence());
    place.round();
    assertThat(Files.readString(folder.resolve("users"))).contains("\nu2001 fence\n");
    place.end(USER);
    place.round();
    assertThat(Files.readString(folder.resolve("users"))).isEmpty();
    Target nobody = new Target.LocalUser("web1", "2002");
    place.begin("l3", nobody, HOLD);
    assertThat(place.round()).isFalse();
    assertThat(place.told()).contains("trouble web1 has no user 2002");
  }

  @Test
  void aNameIsNeverMoreThanAKey() {
    for (String name : new String[] {"a/ OK\n/b", "a b", ".*", "a[b", "a|b", "a$b", "caf\u00e9"}) {
      assertThat(point.cannot(new Target.Login(name), HOLD)).as(name).isPresent();
    }
    assertThat(PostfixTables.pattern(new Target.Login("a.b+c@x.example")))
        .isEqualTo("/^a\\.b\\+c[@%+]x\\.example$/");
    assertThat(PostfixTables.pattern(new Target.Login("ann"))).isEqualTo("/^ann$/");
  }

  @Test
  void settingsThatCannotWorkAreMistakes() {
    assertThat(SettingsCheck.mistakes(MailSettings.Postfix.class, "policy = \"0.0.0.0:10040\""))
        .singleElement()
        .asString()
        .contains("not on this host's loopback");
    assertThat(SettingsCheck.mistakes(MailSettings.Postfix.class, "reload = []"))
        .singleElement()
        .asString()
        .contains("names no program");
    assertThat(SettingsCheck.mistakes(MailSettings.Dovecot.class, "services = [\"a/b\"]"))
        .singleElement()
        .asString()
        .contains("names services");
    assertThat(SettingsCheck.mistakes(MailSettings.Postfix.class, "policy = \"[::1]:10040\""))
        .isEmpty();
  }

  @Test
  void whatItCannotDoItSays() {
    assertThat(point.cannot(ANN, new Response.Suspend())).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web2", "2001"), HOLD))
        .hasValue("this Postfix runs on web1, and the user is of web2");
    assertThat(point.cannot(USER, new Response.DenyLogin())).isPresent();
    assertThat(point.cannot(USER, new Response.Throttle(3))).isPresent();
    assertThat(point.cannot(new Target.Sender("a@example.net"), HOLD)).isPresent();
    assertThat(point.cannot(new Target.Program("web1", "/srv/x.php"), HOLD)).isPresent();
    assertThat(point.cannot(new Target.Customer("c1"), HOLD)).isPresent();
  }
}
