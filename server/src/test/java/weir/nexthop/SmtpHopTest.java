package weir.nexthop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.hop;
import static weir.nexthop.TestHops.path;
import static weir.nexthop.TestHops.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.mail.RcptParameters;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.smtp.BufferPool;
import weir.smtp.Keyword;

class SmtpHopTest {

  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void aMessageArrivesWithItsEnvelopeAndOurFieldsOnTop() {
    try (SmtpHop hop = hop(settings(sink))) {
      Handover outcome = hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

      assertThat(outcome).isInstanceOf(Handover.Taken.class);
      assertThat(((Handover.Taken) outcome).queueId()).contains("SINK1");
      SinkMessage message = sink.messages().getFirst();
      assertThat(message.hello()).isEqualTo("weir.example");
      assertThat(message.mail()).startsWith("<from@example.net> SIZE=");
      assertThat(message.recipients()).containsExactly("<ann@example.com>", "<bob@example.com>");
      assertThat(message.text())
          .isEqualTo("Received: from test by weir.example id abcdefghijklm\r\n" + BODY);
    }
  }

  @Test
  void theAnnouncedSizeIsThatOfTheMessageAsSent() {
    try (SmtpHop hop = hop(settings(sink))) {
      hop.handOver(handing(BODY, "ann@example.com"));

      SinkMessage message = sink.messages().getFirst();
      assertThat(message.mail()).endsWith(" SIZE=" + message.content().length);
    }
  }

  @Test
  void allCommandsLeaveBeforeTheFirstAnswerWhereTheHopPipelines() {
    sink.obey(
        SinkScript.obedient()
            .on(SinkPoint.MAIL, new SinkAct.Withhold())
            .on(SinkPoint.RCPT, new SinkAct.Withhold()));
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
    }
  }

  @Test
  void aHopWithoutExtensionsGetsOneCommandAtATimeAndNoParameters() {
    sink.offer();
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com", "bob@example.com")))
          .isInstanceOf(Handover.Taken.class);

      assertThat(sink.messages().getFirst().mail()).isEqualTo("<from@example.net>");
    }
  }

  @Test
  void aThousandRecipientsPassInGroups() {
    String[] recipients = new String[1000];
    for (int i = 0; i < recipients.length; i++) {
      recipients[i] = "user" + i + "@example.com";
    }
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, recipients))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages().getFirst().recipients()).hasSize(1000);
    }
  }

  @Test
  void hostile_007_dots_are_stuffed_whatever_the_size_of_the_message() {
    String body = "a: b\r\n\r\n" + ".\r\n..\r\n.x\r\n".repeat(40_000);
    try (SmtpHop hop = hop(settings(sink))) {
      hop.handOver(handing(body, "ann@example.com"));

      assertThat(sink.messages().getFirst().text()).endsWith(body);
    }
  }

  @Test
  void hostile_008_only_crlf_leaves_us() {
    try (SmtpHop hop = hop(settings(sink))) {
      hop.handOver(handing(BODY, "ann@example.com"));

      String raw = sink.connections().getFirst().raw();
      assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
    }
  }

  @Test
  void theClientIsLookedForBeforeTheDotAndWithoutItTheHopHasNothing() {
    try (SmtpHop hop = hop(settings(sink))) {
      Handover outcome = hop.handOver(handing(BODY, () -> false, "ann@example.com"));

      assertThat(outcome).isInstanceOf(Handover.ClientGone.class);
      assertThat(sink.connections().getFirst().awaitEnd()).isTrue();
      assertThat(sink.connections().getFirst().raw()).doesNotContain("\r\n.\r\n");
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void parametersOfDeliveryNoticesPassWhereTheHopKnowsThem() {
    Handing handing =
        handing(
            BODY,
            () -> true,
            new MailParameters(
                OptionalLong.of(10),
                true,
                false,
                Optional.of("HDRS"),
                Optional.of("id7"),
                Optional.empty()),
            List.of(
                new Envelope.Recipient(
                    path("ann@example.com"),
                    new RcptParameters(
                        Optional.of("SUCCESS,DELAY"), Optional.of("rfc822;a+40b")))));
    try (SmtpHop hop = hop(settings(sink))) {
      hop.handOver(handing);
      assertThat(sink.messages().getFirst().mail()).endsWith(" BODY=8BITMIME RET=HDRS ENVID=id7");
      assertThat(sink.messages().getFirst().recipients())
          .containsExactly("<ann@example.com> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+40b");
    }
    sink.offer("PIPELINING");
    try (SmtpHop hop = hop(settings(sink))) {
      hop.handOver(handing);
      assertThat(sink.messages().getLast().mail()).isEqualTo("<from@example.net>");
      assertThat(sink.messages().getLast().recipients()).containsExactly("<ann@example.com>");
    }
  }

  @Test
  void hostile_095_an_internationalized_address_is_never_downgraded() {
    Handing handing = handing(BODY, "jürgen@example.com");
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing)).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages().getFirst().mail()).endsWith(" SMTPUTF8");
    }
    sink.offer("PIPELINING", "8BITMIME");
    try (SmtpHop hop = hop(settings(sink))) {
      Handover.Refused refused = (Handover.Refused) hop.handOver(handing);
      assertThat(refused.reply().toString()).startsWith("550 5.6.7 ");
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void hostile_072_long_lines_of_eight_bits_pass_octet_by_octet() {
    String content =
        "Subject: x\r\n\r\n"
            + "ü".repeat(499) // 998 octets
            + "\r\n"
            + "ü".repeat(500)
            + "\r\n"
            + "ümläut ".repeat(20_000)
            + "\r\n";
    for (String[] offered : new String[][] {{"PIPELINING"}, {"CHUNKING", "8BITMIME"}}) {
      sink.offer(offered);
      try (SmtpHop hop = hop(settings(sink))) {
        hop.handOver(handing(content, "ann@example.com"));

        String arrived = new String(sink.messages().getLast().content(), UTF_8);
        assertThat(arrived.endsWith("\r\n" + content)).as("behind our own field").isTrue();
      }
    }
  }

  @Test
  void whatTheHopOffersIsLearnedAtEachConnectionAndKept() {
    sink.offer("SIZE 100000", "DSN");
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.extensions().offers(Keyword.EIGHT_BIT_MIME)).isTrue();
      assertThat(hop.extensions().offers(Keyword.DSN)).isFalse();

      assertThat(hop.probe()).isEmpty();
      assertThat(hop.extensions().size()).hasValue(100_000 - 8 * 1024);
      assertThat(hop.extensions().offers(Keyword.EIGHT_BIT_MIME)).isFalse();
      assertThat(hop.extensions().offers(Keyword.DSN)).isTrue();

      sink.close();
      hop.handOver(handing(BODY, "ann@example.com"));
      assertThat(hop.extensions().offers(Keyword.DSN)).isTrue();
    }
  }

  @Test
  void aHopThatIsDownIsKnownUntilThePauseIsOver() {
    AtomicLong time = new AtomicLong();
    SinkMta gone = SinkMta.start();
    HopSettings.Smtp settings = settings(gone, "back-off = '10s'");
    gone.close();
    try (SmtpHop hop =
        new SmtpHop(
            "back", settings, "weir.example", TestHops.buffers(), TestHops.refusals(), time::get)) {
      assertThat(hop.troubleNow()).isEmpty();
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.Failed.class);
      assertThat(hop.troubleNow()).isPresent();

      time.addAndGet(10_000_000_001L);
      assertThat(hop.troubleNow()).as("it may be tried").isEmpty();
      assertThat(hop.lastTrouble()).as("nobody has reached it").isPresent();
      hop.handOver(handing(BODY, "ann@example.com"));
      time.addAndGet(10_000_000_001L);
      assertThat(hop.troubleNow()).as("the pause doubles").isPresent();

      try (SinkMta back = SinkMta.startAt(settings.address().port())) {
        assertThat(hop.handOver(handing(BODY, "ann@example.com")))
            .isInstanceOf(Handover.Taken.class);
        assertThat(back.messages()).hasSize(1);
        assertThat(hop.troubleNow()).isEmpty();
        assertThat(hop.lastTrouble()).isEmpty();
      }
    }
  }

  @Test
  void everyBufferIsGivenBack() {
    BufferPool buffers = TestHops.buffers();
    try (SmtpHop hop = hop(settings(sink), buffers, TestHops.refusals())) {
      hop.handOver(handing(BODY, "ann@example.com"));
      hop.handOver(handing(BODY, () -> false, "ann@example.com"));
      sink.obey(SinkScript.obedient().afterBody(1, SinkAct.reset()));
      hop.handOver(handing(BODY.repeat(100_000), "ann@example.com"));

      assertThat(buffers.leased()).isZero();
    }
  }
}
