package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.app.StartFailure;
import weir.sink.SinkMta;

/// Rules, patterns and lists that would take for ever: refused when they are read, or bounded when
/// they are asked. What runs stays.
class EndlessPolicyTest {
  private static final String BOB = "RCPT TO:<bob@example.com>";

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Stand.Plan plan() {
    return Stand.in(folder).hop(sink.port());
  }

  private static void rule(Stand.Plan plan, String condition) {
    plan.set("rules.own.when", "\"" + condition + "\"").set("rules.own.then", "{reject = true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "helo.matches('(x{1000}){1000}')",
        "helo.matches('((((x{99}){99}){99}){99}){99}')",
        "findings.all(a, findings.all(b, findings.all(c, a + b != c)))",
        "LONG"
      })
  void hostile_108_what_would_not_end_is_refused_at_the_reload_and_the_old_policy_stays(
      String condition) {
    Stand.Plan plan = plan();
    rule(plan, "helo == 'evil.example'");
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      rule(plan, condition.equals("LONG") ? "true" + " || true".repeat(100_000) : condition);
      assertThatThrownBy(() -> stand.app().reload(plan.configuration()))
          .hasMessageContaining("rules.own");
      client.ask("EHLO evil.example");
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask(BOB).code()).isEqualTo(550);
    }
  }

  /// A backtracking engine needs 2 to the power of 200 steps for each of these.
  @Test
  void hostile_108_what_is_taken_answers_whatever_it_is_asked() throws IOException, StartFailure {
    Path senders =
        Files.writeString(folder.resolve("senders"), "^(a+)+$\n^(a|aa|a*)*b@x\n^(.*,){30}x\n");
    Stand.Plan plan = plan();
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      plan.set("checks.sender-lists.block", "[{file = '" + senders + "', read-as = 'regex'}]");
      rule(plan, "helo.matches('^(x+x+)+y$') || sender.matches('(a*)*(a*)*c$')");
      stand.app().reload(plan.configuration());
      client.ask("EHLO " + "x".repeat(200));
      assertThat(client.ask("MAIL FROM:<" + "a".repeat(64) + "@example.net>").code())
          .isEqualTo(250);
      assertThat(client.ask(BOB).code()).isEqualTo(250);
    }
  }
}
