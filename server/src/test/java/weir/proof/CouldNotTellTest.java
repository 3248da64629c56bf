package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.check.BrokenState;
import weir.sink.SinkMta;
import weir.testkit.MapResolver;

/// Invariant 3: could not tell is not no. Every check that asks somebody, with a policy that
/// rejects for everything it could find, and nobody who answers.
class CouldNotTellTest {
  private static final List<String> ASKING = List.of("fcrdns", "dnsbl", "sender-domain");
  private static final List<String> STATEFUL = List.of("leases", "greylist", "tarpit");

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  /// Rejects for whatever DNS could say.
  private Stand.Plan merciless(String trouble, String unknown) {
    String names = "example.net %1$s\n10.2.0.192.in-addr.arpa %1$s\nbl.example %1$s";
    Stand.Plan plan =
        Stand.in(folder)
            .hop(sink.port())
            .names(new MapResolver(names.formatted(trouble)))
            .set("checks.dnsbl.zones", "[{name = 'bl.example'}]")
            .set("checks.fcrdns.no-reverse-name", "{reject = true}")
            .set("checks.fcrdns.reverse-name-not-confirmed", "{reject = true}")
            .set("checks.sender-domain.sender-domain-missing", "{reject = true}")
            .set("checks.sender-domain.sender-domain-unreachable", "{reject = true}");
    ASKING.forEach(check -> plan.set("checks." + check + ".unknown", "'" + unknown + "'"));
    return plan;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERVFAIL", "REFUSED", "SILENT"})
  void invariant_03_dns_that_fails_lets_mail_pass_where_nothing_else_is_said(String trouble) {
    try (Stand stand = merciless(trouble, "open").start();
        Talker client = stand.sender()) {
      assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERVFAIL", "REFUSED", "SILENT"})
  void invariant_03_dns_that_fails_defers_where_told_to_and_never_more(String trouble) {
    for (String unknown : List.of("defer", "closed")) {
      try (Stand stand = merciless(trouble, unknown).start();
          Talker client = stand.sender()) {
        Said said = client.deliver("Subject: x\r\n\r\nhello\r\n");
        assertThat(said.code() / 100).as(unknown + ": " + said).isEqualTo(4);
      }
    }
    assertThat(sink.messages()).isEmpty();
  }

  @Test
  void invariant_03_the_same_names_that_answer_no_are_refused() {
    String missing = "127.0.0.1 PTR localhost";
    try (Stand stand = merciless("SERVFAIL", "open").names(new MapResolver(missing)).start();
        Talker client = stand.sender()) {
      assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(550);
    }
  }

  @Test
  void invariant_03_state_that_fails_lets_mail_pass_or_defers_and_never_refuses() {
    for (String unknown : List.of("open", "defer", "closed")) {
      Stand.Plan plan =
          Stand.in(folder)
              .hop(sink.port())
              .state(new BrokenState())
              .set("checks.greylist.enabled", "true")
              .set("checks.tarpit.enabled", "true")
              .set("checks.tarpit.after-recipients", "1");
      STATEFUL.forEach(check -> plan.set("checks." + check + ".unknown", "'" + unknown + "'"));
      try (Stand stand = plan.start();
          Talker client = stand.sender()) {
        Said said = client.deliver("Subject: x\r\n\r\nhello\r\n");
        assertThat(said.code()).as(said.text()).isIn(unknown.equals("open") ? 250 : 451, 421);
      }
    }
  }

  @Test
  void invariant_03_a_hop_that_cannot_be_asked_about_a_recipient_is_451() {
    Stand.Plan plan =
        Stand.in(folder)
            .hop(sink.port())
            .set("domains.\"example.com\".recipients", "[]")
            .set("domains.\"example.com\".call-forward", "true");
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      sink.close();
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(451);
    }
  }
}
