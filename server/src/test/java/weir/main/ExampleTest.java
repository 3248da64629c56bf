package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.Explanation;
import weir.api.ImaginedSession;
import weir.api.Request;
import weir.api.Status;
import weir.config.Mistake;
import weir.demo.Demo;
import weir.settings.ConfigurationCheck;

/// The example, whole, on free ports: what operators ask of it.
class ExampleTest {
  private static OwnExample example;

  @BeforeAll
  static void start() throws Exception {
    example = OwnExample.start();
  }

  @AfterAll
  static void stop() {
    example.close();
  }

  private static Answer ask(Request request) throws Exception {
    return new ControlClient(example.folder().resolve("var")).ask(request);
  }

  private static Explanation explain(String client, String sender, String recipient)
      throws Exception {
    ImaginedSession session =
        new ImaginedSession(
            client,
            Optional.empty(),
            "mail.example.net",
            sender,
            List.of(recipient),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return (Explanation) ask(new Request.Explain(session));
  }

  @Test
  void theDemoShowsWhatItPromises() throws Exception {
    StringWriter page = new StringWriter();

    int failed = new Demo(example.place(), new PrintWriter(page), false).play();

    assertThat(failed).isZero();
    assertThat(page.toString()).doesNotContain("end otherwise");
    assertThat(page.toString().lines())
        .filteredOn(line -> line.contains("-> "))
        .map(String::strip)
        .containsExactly(
            "-> accepted and handed on",
            "-> refused, because of on-block-list",
            "-> accepted and handed on",
            "-> accepted and handed on",
            "-> refused, because of relay-denied",
            "-> refused, because of relay-denied",
            "-> refused, because of no-such-recipient",
            "-> refused, because of sender-domain-missing",
            "-> accepted and handed on",
            "-> refused for now, because of sender-domain",
            "-> refused, because of early-talker",
            "-> refused",
            "-> accepted and handed on",
            "-> refused",
            "-> accepted and handed on");
    assertThat(page.toString())
        .contains("let in by the operator", "lease = partner@example.net", "reason = weir demo");
    assertThat(((Answer.Leases) ask(new Request.TellLeases())).leases())
        .noneMatch(lease -> lease.target().equals("partner@example.net"));
  }

  @Test
  void theDemoNamesTheLeaseThatLetsARefusedClientIn() throws Exception {
    ask(new Request.Allow("127.0.0.2", Duration.ofHours(1), "a real one"));
    StringWriter page = new StringWriter();
    try {
      new Demo(example.place(), new PrintWriter(page), false).play();
    } finally {
      ask(new Request.Lift("127.0.0.2"));
    }

    assertThat(page.toString())
        .contains("in spite of on-block-list (exempted)", "reason = a real one")
        .contains("It may end otherwise now: `weir allow 127.0.0.2` holds");
  }

  @Test
  void threeSessionsAreExplainedWithThreeVerdicts() throws Exception {
    assertThat(explain("127.0.0.1", "me@example.net", "ann@example.com").verdict())
        .isEqualTo("pass");
    assertThat(explain("127.0.0.1", "me@broken.example", "ann@example.com").verdict())
        .isEqualTo("defer");
    Explanation refused = explain("127.0.0.1", "me@example.net", "x@elsewhere.example");
    assertThat(refused.verdict()).isEqualTo("reject");
    assertThat(refused.because()).isEqualTo("relay-denied");
  }

  @Test
  void whoIsAllowedPassesAtOnceAndNoLongerThanAllowed() throws Exception {
    String recipient = "bob@example.com";
    assertThat(explain("127.0.0.2", "me@example.net", recipient).because())
        .isEqualTo("on-block-list");

    ask(new Request.Allow("127.0.0.2", Duration.ofDays(7), "ticket 4711"));
    assertThat(explain("127.0.0.2", "me@example.net", recipient).verdict()).isEqualTo("pass");
    assertThat(((Answer.Leases) ask(new Request.TellLeases())).leases())
        .anySatisfy(lease -> {
          assertThat(lease.target()).isEqualTo("127.0.0.2");
          assertThat(lease.reason()).isEqualTo("ticket 4711");
          assertThat(Duration.between(lease.since(), lease.until())).isEqualTo(Duration.ofDays(7));
        });

    ask(new Request.Lift("127.0.0.2"));
    assertThat(explain("127.0.0.2", "me@example.net", recipient).verdict()).isEqualTo("reject");
  }

  @Test
  void aBlockedSenderIsRefusedUntilItIsLifted() throws Exception {
    ask(new Request.Block("me@example.net", Duration.ofHours(1), "test"));
    assertThat(explain("127.0.0.1", "me@example.net", "ann@example.com").because())
        .isEqualTo("blocked-by-operator");

    assertThat(ask(new Request.Lift("me@example.net"))).isInstanceOf(Answer.Leased.class);
    assertThat(explain("127.0.0.1", "me@example.net", "ann@example.com").verdict())
        .isEqualTo("pass");
  }

  @Test
  void whatIsToStayIsPointedToTheConfiguration() throws Exception {
    assertThat(ask(new Request.Allow("192.0.2.7", Duration.ofDays(1_000), "partner")))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.why()).contains("400 days", "[checks.access]"));
  }

  @Test
  void whatIsNoAddressIsSaid() throws Exception {
    assertThat(ask(new Request.Allow("not an address", Duration.ofDays(1), "")))
        .isInstanceOf(Answer.Failed.class);
    assertThat(ask(new Request.Lift("198.51.100.1"))).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void whatIsWrittenIsForTheOwnerOnly() throws IOException {
    Path var = example.folder().resolve("var");
    for (String name : List.of("state", "journal", "passing")) {
      Path folder = var.resolve(name);
      assertThat(permissions(folder)).as(name).isEqualTo("rwx------");
      try (var files = Files.list(folder)) {
        assertThat(files)
            .allSatisfy(file ->
                assertThat(permissions(file)).as(String.valueOf(file)).isEqualTo("rw-------"));
      }
    }
    assertThat(var.resolve("state").resolve("state.log")).exists();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void statusNamesListenersAndHops() throws Exception {
    Status status = (Status) ask(new Request.TellStatus());

    assertThat(status.state()).isEqualTo("running");
    assertThat(status.listeners())
        .extracting(Status.Door::name)
        .containsExactly("mx", "submission");
    assertThat(status.hops()).containsExactly(new Status.Hop("mailboxes", Optional.empty()));
  }

  @Test
  void statusTellsHowOftenAndForHowLongAChecksAnswerWasWaitedFor() throws Exception {
    explain("127.0.0.1", "me@broken.example", "ann@example.com");

    assertThat(((Status) ask(new Request.TellStatus())).checks())
        .anySatisfy(check -> {
          assertThat(check.name()).isEqualTo("sender-domain");
          assertThat(check.looks()).isPositive();
          assertThat(check.microseconds()).isPositive();
        });
  }

  @Test
  void aReloadOfTheSameTextIsFine() throws Exception {
    assertThat(ask(new Request.Reload()))
        .isInstanceOfSatisfying(
            Answer.Reloaded.class,
            reloaded -> {
              assertThat(reloaded.policy()).isEqualTo(reloaded.before());
              assertThat(reloaded.waiting()).isEmpty();
            });
  }

  @Test
  void aFileThatCannotBeReadIsAMistakeAtTheKeyThatNamesIt() throws IOException {
    Path file = example.folder().resolve("names.toml");
    Files.writeString(
        file,
        """
        host-name = "mx.example.com"

        [listeners.mx]
        address = "127.0.0.1:2525"

        [hops.inner]
        type = "smtp"
        address = "127.0.0.1:2600"

        [domains."example.com"]
        hop = "inner"
        recipients = ["postmaster"]

        [tls]
        certificate = "nowhere.pem"
        key = "nowhere.key"

        [login]
        passwords = "nowhere"
        """);

    assertThat(ConfigurationCheck.mistakes(file))
        .extracting(Mistake::key)
        .containsExactlyInAnyOrder("tls", "login.passwords");
  }

  @Test
  void aRuleThatDoesNothingIsAMistakeAndNoDefect() throws IOException {
    Path file = example.folder().resolve("rule.toml");
    Files.writeString(file, Embedded.text() + "\n[rules.mine]\nwhen = 'true'\nmeaning = 'all'\n");

    assertThat(ConfigurationCheck.mistakes(file))
        .extracting(Mistake::key)
        .contains("rules.mine.then");
  }

  @Test
  void allMistakesOfAFileAreFoundAtOnce() throws IOException {
    Path file = example.folder().resolve("five.toml");
    Files.writeString(
        file,
        """
        host-name = "mx.example.com"
        metrics = "127.0.0.1:port"

        [listeners.mx]
        address = "127.0.0.1:2525"
        rol = "mx"
        greet-pause = "5 seconds"

        [hops.inner]
        type = "smtp"
        address = "127.0.0.1:2600"

        [domains."example.com"]
        hop = "inner"
        recipients = "postmaster"

        [checks.dnsbl]
        enabled = "yes"
        """);

    assertThat(ConfigurationCheck.mistakes(file))
        .extracting(Object::toString)
        .extracting(text -> text.substring(file.toString().length()))
        .containsExactly(
            ":2:1: metrics: \"127.0.0.1:port\" has no port from 0 to 65535",
            ":6:1: listeners.mx.rol: unknown key (did you mean role?)",
            ":7:1: listeners.mx.greet-pause: \"5 seconds\" is not a duration such as \"250ms\","
                + " \"5s\" or \"7d\" (units: ms, s, m, h, d)",
            ":15:1: domains.\"example.com\".recipients: \"postmaster\" is not a list, each item a text;"
                + " write [\"postmaster\"]",
            ":18:1: checks.dnsbl.enabled: \"yes\" is not true or false (did you mean true?)");
  }
}
