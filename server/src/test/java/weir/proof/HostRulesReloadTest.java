package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.app.StartFailure;
import weir.sink.SinkMta;

/// Files of host rules are read again by a reload, and nobody's session ends by it.
class HostRulesReloadTest {
  private static final String ELSEWHERE = "RCPT TO:<joe@elsewhere.example>";
  private static final String BOB = "RCPT TO:<bob@example.com>";

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  private void rules(String text) throws IOException {
    Files.writeString(folder.resolve("tcp.smtp"), text);
  }

  private Stand.Plan plan() {
    return Stand.in(folder)
        .hop(sink.port())
        .set("routing.onward-hop", "'back'")
        .set("checks.host-rules.tcprules", "'" + folder.resolve("tcp.smtp") + "'");
  }

  @Test
  void aReloadChangesTheRulesOfTheNextTransactionAndEndsNoSession()
      throws IOException, StartFailure {
    rules("192.0.2.:allow,RELAYCLIENT=\"\"\n");
    Stand.Plan plan = plan();
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask(ELSEWHERE).code()).isEqualTo(250);
      rules("192.0.2.:deny\n");
      stand.app().reload(plan.configuration());
      assertThat(client.ask(ELSEWHERE).code()).isEqualTo(250);
      client.ask("RSET");
      assertThat(client.ask("MAIL FROM:<carl@example.net>").code()).isEqualTo(250);
      assertThat(client.ask(BOB).text()).contains("550 5.7.1");
      rules(":allow\n");
      stand.app().reload(plan.configuration());
      client.ask("RSET");
      assertThat(client.ask("MAIL FROM:<carl@example.net>").code()).isEqualTo(250);
      assertThat(client.ask(BOB).code()).isEqualTo(250);
      assertThat(client.ask(ELSEWHERE).text()).contains("550 5.7.1 Relaying denied");
      assertThat(client.ask("QUIT").code()).isEqualTo(221);
    }
  }

  @Test
  void aFileWithAMistakeIsNotTakenAndTheRulesBeforeItStay() throws IOException {
    rules("192.0.2.:deny\n");
    Stand.Plan plan = plan();
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      rules("192.0.2.: allow\n");
      assertThatThrownBy(plan::configuration)
          .hasMessageContaining("tcp.smtp:1: behind the first colon must come allow or deny");
      assertThat(client.ask("MAIL FROM:<carl@example.net>").code()).isEqualTo(250);
      assertThat(client.ask(BOB).text()).contains("550 5.7.1");
    }
  }
}
