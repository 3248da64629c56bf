package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;

/// A next hop by LMTP, as a client sees it.
class LmtpBehindTest {
  private static final String MESSAGE = "Subject: x\r\n\r\nhello\r\n";

  @TempDir private Path folder;
  private final SinkMta sink = SinkMta.start().lmtp();

  @AfterEach
  void close() {
    sink.close();
  }

  private Stand.Plan behind() {
    return Stand.in(folder)
        .set("hops.back.type", "'lmtp'")
        .set("hops.back.address", "'127.0.0.1:" + sink.port() + "'");
  }

  @Test
  void aSecondRecipientIsSentAnotherTime() {
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(250);
      assertThat(client.ask("RCPT TO:<bob@example.com>").text()).startsWith("452 4.5.3");
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      client.ask("MAIL FROM:<carl@example.net>");
      assertThat(client.ask("RCPT TO:<bob@example.com>").code()).isEqualTo(250);
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      assertThat(sink.messages())
          .extracting(SinkMessage::recipients)
          .containsExactly(List.of("<ann@example.com>"), List.of("<bob@example.com>"));
    }
  }

  @Test
  void aClientThatAsksForPrdrSendsAllAtOnceAndHearsEach() {
    sink.obey(step ->
        step.point() == SinkPoint.DOT && step.line().contains("bob")
            ? SinkAct.say("452 4.2.2 Quota exceeded")
            : SinkAct.obey());
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      client.ask("MAIL FROM:<carl@example.net> PRDR");
      assertThat(client.ask("RCPT TO:<ann@example.com>").code()).isEqualTo(250);
      assertThat(client.ask("RCPT TO:<bob@example.com>").code()).isEqualTo(250);
      assertThat(client.ask("DATA").code()).isEqualTo(354);
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(353);
      assertThat(client.hear().code()).isEqualTo(250);
      assertThat(client.hear().text()).startsWith("452 4.2.2 Quota exceeded");
      assertThat(client.hear().code()).isEqualTo(250);
      assertThat(sink.messages())
          .extracting(SinkMessage::recipients)
          .containsExactly(List.of("<ann@example.com>"));
    }
  }

  @Test
  void whatTheHopSaysAfterTheDotIsWhatTheClientHears() {
    sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.say("552 5.2.2 Quota exceeded")));
    try (Stand stand = behind().start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).text()).startsWith("552 5.2.2 Quota exceeded");
    }
  }

  @Test
  void bareLineEndsOfOurOwnHostsArriveWhole() {
    Stand.Plan plan =
        behind()
            .set("listeners.ours.address", "'127.0.0.1:0'")
            .set("listeners.ours.role", "'relay'")
            .set("listeners.ours.bare-line-ends", "'normalise'");
    try (Stand stand = plan.start();
        Talker client = Talker.connect(stand.port("ours"))) {
      client.hear();
      client.ask("EHLO web.example.com");
      assertThat(client.deliver("Subject: x\n\none\n..\ntwo\r\n").text())
          .startsWith("250")
          .contains("bare line ends became CR LF");
      assertThat(sink.messages().getFirst().text()).endsWith("\r\n\r\none\r\n.\r\ntwo\r\n");
    }
  }
}
