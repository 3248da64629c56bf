package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.testkit.MapResolver;

/// Invariant 2: every refusal has an enhanced code of its class, a sentence and an id, and the
/// journal knows the id.
class RefusalsTest {
  private static final Pattern FORM =
      Pattern.compile(
          "([45])\\d\\d[ -]\\1\\.\\d{1,3}\\.\\d{1,3} (?<sentence>\\S.*) \\[(?<id>[0-9a-hjkmnp-tv-z]{13})\\]");

  /// What is said after the greeting, one session a line; `|` parts commands.
  private static final String SESSIONS =
      """
      MAIL FROM:<a@example.net>
      RCPT TO:<ann@example.com>
      DATA
      EHLO
      HELO
      EHLO x | RCPT TO:<ann@example.com>
      EHLO x | DATA
      EHLO x | MAIL FROM:<a@example.net> | DATA
      EHLO x | MAIL FROM:<a@example.net> | MAIL FROM:<b@example.net>
      EHLO x | MAIL FROM:<a@example.net> | STARTTLS
      EHLO x | MAIL FROM:a@example.net
      EHLO x | MAIL FROM: <a@example.net>
      EHLO x | MAIL FROM:<a@example.net> NONSENSE=1
      EHLO x | MAIL FROM:<a@example.net> SIZE=99999999999
      EHLO x | MAIL FROM:<a@example.net> SIZE=x
      EHLO x | MAIL FROM:<a@example.net> SIZE=1 SIZE=2
      EHLO x | MAIL FROM:<a@example.net> BODY=9BIT
      EHLO x | MAIL FROM:<a@example.net> RET=ALL RET=HDRS
      EHLO x | MAIL FROM:<a@example.net> ENVID=a+0Ab
      EHLO x | MAIL FROM:<\u00fc@example.net>
      EHLO x | MAIL FROM:<a@b@c>
      EHLO x | MAIL TO:<a@example.net>
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<nobody@example.com>
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@elsewhere.example>
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann%elsewhere.example@example.com>
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<>
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> NOTIFY=NEVER,DELAY
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> ORCPT=x
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<"a\\0"@example.com>
      EHLO x | MAIL FROM:<a@nowhere.example> | RCPT TO:<ann@example.com>
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> | DATA | bare \n line.\r\n.
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> | DATA | bare \r line.\r\n.
      EHLO x | NONSENSE
      EHLO x | EXPN staff
      EHLO x | ETRN x
      EHLO x | BDAT 1 LAST
      EHLO x | XFORWARD NAME=x
      EHLO x | XCLIENT NAME=x
      EHLO x | AUTH PLAIN AGEAYg==
      EHLO x | AUTH
      EHLO x | STARTTLS now
      EHLO x | DATA now
      EHLO x | RSET now
      EHLO x | NO\0OP
      GET / HTTP/1.1
      EHLO x | MAIL FROM:<a@example.net> | NONSENSE
      EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> | EHLO
      """;

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();
  private final Map<String, String> met = new TreeMap<>();

  @Test
  void invariant_02_every_refusal_explains_itself_and_the_journal_knows_its_id() {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
      for (String line : SESSIONS.strip().split("\n(?=[A-Z])", -1)) {
        hold(stand, "mx", List.of(line.split(" \\| ", -1)));
      }
      String tooLong = "EHLO x | NOOP " + "x".repeat(9_000);
      hold(stand, "mx", List.of(tooLong.split(" \\| ", -1)));
      String path = "MAIL FROM:<" + "a".repeat(65) + "@example.net>";
      hold(stand, "mx", List.of("EHLO x", path));
    }
    assertThat(met.keySet()).as(met.toString()).hasSizeGreaterThanOrEqualTo(35);
  }

  @Test
  void invariant_02_refusals_of_logins_explain_themselves() {
    try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
      hold(stand, "submission", List.of("EHLO x", "MAIL FROM:<a@example.net>"));
      hold(stand, "submission", List.of("EHLO x", "AUTH PLAIN AGEAYg=="));
      hold(stand, "submission", List.of("EHLO x", "TLS", "AUTH PLAIN AGEAYg=="));
      hold(stand, "submission", List.of("EHLO x", "TLS", "AUTH CRAM-MD5"));
      hold(stand, "submission", List.of("EHLO x", "TLS", "AUTH PLAIN !"));
      hold(stand, "submission", List.of("EHLO x", "TLS", "AUTH LOGIN", "*"));
      hold(stand, "submission", List.of("EHLO x", "TLS", "AUTH PLAIN", "x".repeat(20_000)));
      hold(stand, "submission", List.of("EHLO x", "TLS", "STARTTLS"));
      List<String> guesses = new ArrayList<>(List.of("EHLO x", "TLS"));
      guesses.addAll(Collections.nCopies(20, "AUTH PLAIN AGEAYg=="));
      hold(stand, "submission", guesses);
    }
    assertThat(met.keySet()).as(met.toString()).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void invariant_02_refusals_of_policy_and_limits_explain_themselves() {
    String message =
        "EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> | DATA | x\r\n. | NONSENSE";
    for (Map.Entry<String, String> setting :
        Map.of(
                "checks.access.block", "['192.0.2.0/24']",
                "checks.greylist.enabled", "true",
                "checks.helo.helo-syntax", "{close = true}",
                "checks.fcrdns.no-reverse-name", "{score = 100}",
                "checks.sender-domain.at", "'mail'",
                "limits.hops", "0",
                "limits.connections", "0",
                "limits.message-size", "'1B'",
                "limits.errors", "1",
                "limits.idle-commands", "1")
            .entrySet()) {
      Stand.Plan plan =
          Stand.in(folder)
              .hop(sink.port())
              .names(new MapResolver("example.net A 192.0.2.10"))
              .set(setting.getKey(), setting.getValue());
      try (Stand stand = plan.start()) {
        hold(stand, "mx", List.of(message.split(" \\| ", -1)));
        hold(
            stand,
            "mx",
            List.of("EHLO _", "MAIL FROM:<>", "RCPT TO:<bob@example.com>", "NONSENSE"));
      }
    }
    try (Stand stand =
        Stand.in(folder)
            .hop(sink.port())
            .set("checks.access.block", "['192.0.2.0/24']")
            .set("checks.access.at", "'connect'")
            .start()) {
      hold(stand, "mx", List.of("EHLO x", "MAIL FROM:<a@example.net>"));
    }
    assertThat(met.keySet()).as(met.toString()).hasSizeGreaterThanOrEqualTo(11);
  }

  @Test
  void invariant_02_refusals_of_the_hop_explain_themselves() {
    String message =
        "EHLO x | MAIL FROM:<a@example.net> | RCPT TO:<ann@example.com> | DATA | x\r\n.";
    SinkScript obedient = SinkScript.obedient();
    List<SinkScript> scripts =
        List.of(
            obedient.on(SinkPoint.MAIL, SinkAct.say("550 5.7.1 not you")),
            obedient.on(SinkPoint.MAIL, SinkAct.say("550 no code of its own")),
            obedient.on(SinkPoint.RCPT, SinkAct.say("550 5.1.1 not here")),
            obedient.on(SinkPoint.RCPT, SinkAct.say("450 4.2.1 busy")),
            obedient.on(SinkPoint.DATA, SinkAct.say("451 4.3.0 no")),
            obedient.on(SinkPoint.DOT, SinkAct.say("554-5.7.1 line one\r\n554 5.7.1 line two")),
            obedient.on(SinkPoint.DOT, SinkAct.say("554 " + "x".repeat(600))),
            obedient.on(SinkPoint.DOT, SinkAct.say("nonsense")),
            obedient.on(SinkPoint.DOT, SinkAct.hangUp()));
    for (SinkScript script : scripts) {
      try (Stand stand = Stand.in(folder).hop(sink.port()).start()) {
        sink.obey(script);
        hold(stand, "mx", List.of(message.split(" \\| ", -1)));
        sink.obey(obedient);
      }
    }
    assertThat(met.keySet()).as(met.toString()).hasSizeGreaterThanOrEqualTo(6);
  }

  /// Says all this, looks at every refusal, and then for each in the journal.
  private void hold(Stand stand, String listener, List<String> commands) {
    List<String> refusals = new ArrayList<>();
    try (Talker client = stand.client(listener, Stand.SENDER)) {
      collect(client.hear(), refusals);
      for (String command : commands) {
        if (command.equals("TLS")) {
          client.secure();
        } else {
          Said said = askUnlessClosed(client, command);
          collect(said, refusals);
          if (said.equals(Said.CLOSED) || said.code() == 421) {
            break;
          }
        }
      }
      collect(askUnlessClosed(client, "QUIT"), refusals);
    }
    assertThat(refusals).as("nothing was refused: " + commands).isNotEmpty();
    for (String refusal : refusals) {
      Matcher form = FORM.matcher(refusal);
      assertThat(form.matches()).as(refusal).isTrue();
      List<Entry> found = stand.journal().await(form.group("id"));
      assertThat(found).as(refusal + " of " + commands).isNotEmpty();
      met.putIfAbsent(form.group("sentence"), refusal);
    }
  }

  private static Said askUnlessClosed(Talker client, String command) {
    try {
      return client.ask(command);
    } catch (UncheckedIOException closed) {
      return Said.CLOSED;
    }
  }

  private static void collect(Said said, List<String> refusals) {
    if (said.code() >= 400) {
      refusals.add(said.lines().getLast());
      assertThat(said.lines())
          .allMatch(line -> line.matches("([45])\\d\\d[ -]\\1\\.\\d+\\.\\d+ .+"));
    }
  }
}
