package weir.cli.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.api.ControlSocket;
import weir.api.HeldLine;
import weir.api.Request;
import weir.attribution.Confidence;
import weir.cli.Here;
import weir.cli.accounts.Sent;
import weir.incidents.IncidentStore;
import weir.incidents.MadeAlarm;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.meter.Kind;
import weir.meter.Nest;
import weir.response.Lease;
import weir.response.Phase;
import weir.response.Response;
import weir.response.Target;

class IncidentCommandTest {
  private static final String ID = "0123456789abc";
  private static final Instant BEGAN = Here.NOW.minus(Duration.ofMinutes(5));

  @TempDir private Path folder;

  private void raise(Nest nest, Kind kind, String id) throws SQLException {
    try (IncidentStore store = IncidentStore.open(folder)) {
      store.take(MadeAlarm.of(kind, nest, BEGAN, 40, 3), () -> id);
    }
  }

  private void raise() throws SQLException {
    raise(Nest.ofScript("web1:uid 2001", "shop", "web1"), Kind.SCRIPT, ID);
  }

  private Here.Ran run(String... words) {
    return Here.in(folder).run(words);
  }

  @Test
  void isReadAtThreeInTheMorning() throws SQLException {
    new Sent().uid("shop", 2001, Duration.ofMinutes(3), 2).keep(folder);
    raise();
    Here.Ran ran = run("incident", ID.toUpperCase());
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines(
            """
            shop (script web1:uid 2001): 120 recipients in an hour, at 2026-11-25 08:55:00Z (5 min ago)
            Until then it had sent 40 messages to 120 recipients in an hour, 40 to 120 in a day.
            Since then: 2 messages to 6 recipients. In your queues now: 2 recipients.

            Incident  0123456789abc, open
            Sent by   uid 2001 on web1, local program: 2 messages to 6 recipients, 50 % bounced, strong
                      subject 100 %: Offer # \\u001b[#mred

            Seen
            AT                    RULE             OF                    WHAT
            2026-11-25 08:55:00Z  many-recipients  script web1:uid 2001  120 recipients in an hour

            Latest of its messages
            CAME                  HOST  ID  SENDER          RECIPIENTS  SUBJECT
            2026-11-25 08:57:00Z  web1  A2  a@shop.example  3           Offer 2 \\u001b[31mred
            2026-11-25 08:57:00Z  web1  A1  a@shop.example  3           Offer 1 \\u001b[31mred

            Next
              weir account shop
              weir queue hold --account shop   shows first what it would hold
              weir respond 0123456789abc hold --preview   shows what would be done
              weir incident 0123456789abc --acknowledge
              weir incident 0123456789abc --resolve CAUSE --note TEXT
            """);
  }

  @Test
  void isListedUntilItIsResolved() throws SQLException {
    raise();
    assertThat(run("incidents").out())
        .isEqualToNormalizingNewlines(
            """
            ID             STATE  BEGAN                 WHO                          BEFORE  AT IT  FIRST SEEN
            0123456789abc  open   2026-11-25 08:55:00Z  shop (script web1:uid 2001)  120     -      120 recipients in an hour

            BEFORE: recipients of the day until it was seen. Next: weir incident ID
            """);
    assertThat(run("incidents", "--json").out()).contains("\"account\":\"shop\"", "\"rule\":");
    assertThat(run("incident", ID, "--resolve", "customer-error", "--note", "told him").out())
        .contains("0123456789abc: resolved: customer error");
    assertThat(run("incidents").status()).isEqualTo(1);
    assertThat(run("incidents", "--all").out()).contains("resolved: customer error");
    assertThat(run("incident", ID).out())
        .contains("resolved customer error by ", ": told him\n", "--reopen");
  }

  @Test
  void isHandledStepByStep() throws SQLException {
    raise();
    assertThat(run("incident", ID, "--acknowledge").out()).contains("acknowledged");
    assertThat(run("incident", ID, "--assign", "eve").status()).isZero();
    assertThat(run("incident", ID, "--ticket", "RT#7").status()).isZero();
    assertThat(run("incident", ID, "--note", "called").status()).isZero();
    assertThat(run("incident", ID, "--contain").out()).contains("contained");
    assertThat(run("incident", ID).out()).contains("At it     eve", "Ticket    RT#7", ": called\n");
    assertThat(run("incident", ID, "--reopen").err()).contains("is contained");
  }

  @Test
  void aFalsePositiveIsTakenBackWithAllThatFollowedFromIt() throws SQLException, IOException {
    new Sent().uid("shop", 2001, Duration.ofMinutes(6), 2).keep(folder);
    raise();
    Target.LocalUser user = new Target.LocalUser("web1", "2001");
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.begin(
          Lease.begin(
              "aaaaaaaaaaaaa",
              user,
              new Response.Hold(),
              "weir",
              Optional.of("many-recipients"),
              Optional.of(ID),
              "120 recipients in an hour",
              BEGAN,
              Duration.ofHours(2)),
          new LeaseAct("act", BEGAN, "response-begun", "weir", Optional.empty(), ""));
    }
    Here.Ran ran = run("incident", ID, "--resolve", "false-positive", "--note", "their letter");
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains(
            "released: lease aaaaaaaaaaaaa: user:web1:2001: ",
            "[exemptions.incident-0123456789abc]",
            "script = \"web1:uid 2001\"",
            "rules = [\"many-recipients\"]",
            "reason = \"their letter\"",
            "until = 2026-12-25");
    try (LeaseStore store = LeaseStore.look(folder)) {
      assertThat(store.find("aaaaaaaaaaaaa").orElseThrow().phase()).isEqualTo(Phase.ENDED);
    }
    assertThat(folder.resolve("scenarios/incident-0123456789abc.scenario"))
        .content()
        .startsWith("# Incident 0123456789abc was a false positive")
        .contains("user     web1:2001 of shop", "sent     web1:2001 1 to 3");
  }

  private static HeldLine held(String id) {
    return new HeldLine(
        id,
        1,
        "held",
        "shop",
        "anna@shop.example",
        List.of("ann@example.com"),
        "192.0.2.1",
        "mail.example.net",
        Optional.empty(),
        Optional.of("anna@shop.example"),
        Here.NOW,
        Here.NOW,
        Optional.empty(),
        100,
        Optional.empty(),
        "held-by-response/bbbbbbbbbbbbb",
        "",
        "quarantine",
        "default@1",
        0,
        List.of(),
        "back",
        0,
        Optional.empty(),
        "");
  }

  private static Answer gateway(Request request, List<HeldLine> held, List<String> released) {
    return switch (request) {
      case Request.Held.List(var states, _, _, _, var finding, _, var limit) -> {
        assertThat(states).containsExactly("held");
        assertThat(finding).contains("held-by-response/bbbbbbbbbbbbb");
        yield new Answer.HeldMessages(held.stream().limit(limit).toList());
      }
      case Request.Held.Release(var name) -> {
        released.add(name);
        held.removeIf(it -> name.equals(it.id() + "/1") && !it.id().equals("stubborn"));
        yield name.startsWith("stubborn")
            ? new Answer.Failed("it is not held")
            : new Answer.HeldMessages(List.of());
      }
      default -> new Answer.Done("");
    };
  }

  private void hold(String lease, Target target) throws SQLException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.begin(
          Lease.begin(
              lease,
              target,
              new Response.Hold(),
              "weir",
              Optional.of("many-recipients"),
              Optional.of(ID),
              "120 recipients in an hour",
              BEGAN,
              Duration.ofHours(2)),
          new LeaseAct("act" + lease, BEGAN, "response-begun", "weir", Optional.empty(), ""));
    }
  }

  @Test
  void whatWasHeldForAFalsePositiveGoesOnAndWhatCannotIsSaid() throws Exception {
    raise();
    hold("bbbbbbbbbbbbb", new Target.Login("anna@shop.example"));
    List<HeldLine> held = new ArrayList<>(List.of(held("one"), held("two"), held("stubborn")));
    List<String> released = new ArrayList<>();
    try (ControlSocket server =
        ControlSocket.open(folder, (request, _) -> gateway(request, held, released))) {
      assertThat(server).isNotNull();
      assertThat(run("incident", ID, "--resolve", "false-positive", "--note", "theirs").out())
          .contains(
              "handed on: 2 messages that the gateway held for it",
              "weir held list --state held --finding held-by-response/bbbbbbbbbbbbb",
              "weir queue release --state held --newer 2026-11-25T08:55 --login anna@shop.example");
    }
    assertThat(released).contains("one/1", "two/1");
    assertThat(held).hasSize(1);
  }

  @Test
  void withoutAServerItIsSaidHowToReleaseWhatIsHeld() throws Exception {
    raise();
    hold("bbbbbbbbbbbbb", new Target.LocalUser("web1", "2001"));
    assertThat(run("incident", ID, "--resolve", "false-positive", "--note", "theirs").out())
        .contains(
            "weir held list --finding held-by-response/bbbbbbbbbbbbb --limit 10000 --json",
            "weir queue release --state held --newer 2026-11-25T08:55 --uid 2001");
  }

  @Test
  void itsEvidenceIsWrittenIntoOneFileThatIsThereOnlyOnce() throws SQLException, IOException {
    Path file = folder.resolve("shop.zip");
    assertThat(run("evidence", "export", ID, "--out", file.toString()).err())
        .contains("there is no incident " + ID);
    raise();
    Here.Ran ran = run("evidence", "export", ID, "--out", file.toString());
    assertThat(ran.out()).contains("0 pieces of evidence, recipients are left out");
    assertThat(ran.status()).isZero();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.getEntry("README.txt")).isNotNull();
      assertThat(zip.getEntry("incident.txt")).isNotNull();
    }
    assertThat(run("evidence", "export", ID, "--out", file.toString()).err())
        .contains("is there already");
  }

  @Test
  void whatCameFromTheSameNetworksToTwoAccountsIsACampaign() throws SQLException {
    Sent sent = new Sent();
    for (String network : List.of("192.0.2", "198.51.100", "203.0.113")) {
      sent.login("shop", "anna@shop.example", network + ".7", Duration.ofMinutes(6), 3);
      sent.login("club", "carl@club.example", network + ".8", Duration.ofMinutes(6), 3);
    }
    sent.keep(folder);
    Nest anna = Nest.ofLogin("anna@shop.example", "shop.example", "shop", "mail1");
    Nest carl = Nest.ofLogin("carl@club.example", "club.example", "club", "mail1");
    raise(anna, Kind.LOGIN, "0000000000aaa");
    assertThat(run("incidents").out()).doesNotContain("Campaigns");
    raise(carl, Kind.LOGIN, "0000000000bbb");
    assertThat(run("incidents").out())
        .contains(
            "Campaigns, the incident that leads first\n  0000000000aaa, 0000000000bbb: 3 networks in common");
    assertThat(run("incident", "0000000000bbb").out())
        .contains("Campaign  0000000000aaa, 0000000000bbb", "weir incident 0000000000aaa leads");
  }

  @Test
  void whatDoesNotFitIsSaid() throws SQLException {
    assertThat(run("incidents").err()).contains("no rule has seen anything yet");
    assertThat(run("incident", ID).status()).isEqualTo(1);
    raise();
    assertThat(run("incident", "none").err()).contains("there is no incident none");
    assertThat(run("incident", "none", "--note", "x").status()).isEqualTo(1);
    assertThat(run("incident", ID, "--acknowledge", "--contain").status()).isEqualTo(2);
    assertThat(run("incident", ID, "--resolve", "bad").err()).contains("customer-error");
    assertThat(run("incident", ID, "--assign", "eve", "--note", "x").status()).isEqualTo(2);
  }

  /// What is nobody's has no messages of an account to show.
  @Test
  void ofAHostTheNextStepIsWho() throws SQLException {
    raise(
        new Nest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("web1"),
            Confidence.STRONG),
        Kind.HOST,
        ID);
    assertThat(run("incident", ID).out())
        .startsWith("host web1: 120 recipients in an hour")
        .contains("  weir who web1\n")
        .doesNotContain("Since then");
  }
}
