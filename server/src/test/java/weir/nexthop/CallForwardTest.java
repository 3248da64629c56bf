package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.bound;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.mailbox;
import static weir.nexthop.TestHops.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import weir.routing.RecipientAnswer;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.smtp.BufferPool;
import weir.smtp.Reply;

class CallForwardTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(30);

  @AutoClose private final SinkMta sink = SinkMta.start();
  private final AtomicLong time = new AtomicLong();
  private final BufferPool buffers = TestHops.buffers();
  private final RefusedRecipients refusals = new RefusedRecipients(Duration.ofHours(1), time::get);

  private CallForward callForward(String... hopLines) {
    return asking(hop(hopLines));
  }

  private SmtpHop hop(String... lines) {
    return new SmtpHop("back", settings(sink, lines), "weir.example", buffers, refusals, time::get);
  }

  private static CallForward asking(SmtpHop hop) {
    return hop.questions(bound(CallForwardSettings.class, ""), InstantSource.fixed(NOW));
  }

  private long questions() {
    return sink.connections().stream()
        .flatMap(trace -> trace.commands().stream())
        .filter(line -> line.startsWith("RCPT"))
        .count();
  }

  @Test
  void theHopIsAskedWithTheNullSenderAndNoMessageIsBegun() {
    try (CallForward source = callForward()) {
      assertThat(source.ask(mailbox("ann@example.com"), LATER))
          .isEqualTo(new RecipientAnswer.Exists());

      assertThat(sink.connections().getFirst().commands())
          .containsExactly(
              "EHLO weir.example", "MAIL FROM:<>", "RCPT TO:<ann@example.com>", "RSET");
    }
  }

  @Test
  void aHopWithoutPipeliningIsAskedStepByStep() {
    sink.offer();
    sink.obey(SinkScript.obedient().onRecipient("nobody", SinkAct.say("550 unknown")));
    try (CallForward source = callForward()) {
      assertThat(source.ask(mailbox("ann@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.Exists.class);
      assertThat(source.ask(mailbox("nobody@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.NoSuchUser.class);
      assertThat(sink.connections()).hasSize(1);
    }
  }

  @Test
  void bothAnswersAreRememberedEachForItsTime() {
    sink.obey(SinkScript.obedient().onRecipient("nobody", SinkAct.say("550 5.1.1 unknown")));
    try (CallForward source = callForward("idle-timeout = '1h'")) {
      for (int i = 0; i < 3; i++) {
        source.ask(mailbox("ann@example.com"), LATER);
        RecipientAnswer.NoSuchUser no =
            (RecipientAnswer.NoSuchUser) source.ask(mailbox("nobody@example.com"), LATER);
        assertThat(no.reply().orElseThrow()).hasToString("550 5.1.1 unknown");
      }
      assertThat(questions()).isEqualTo(2);

      time.addAndGet(Duration.ofMinutes(11).toNanos());
      source.ask(mailbox("ann@example.com"), LATER);
      source.ask(mailbox("nobody@example.com"), LATER);
      assertThat(questions()).isEqualTo(3);
    }
  }

  @Test
  void whatTheHopCannotSayNowIsUnknownAndNotRemembered() {
    for (SinkAct act :
        List.of(SinkAct.say("450 4.2.0 busy"), SinkAct.hangUp(), SinkAct.say("what?"))) {
      sink.obey(SinkScript.obedient().on(SinkPoint.RCPT, act));
      try (CallForward source = callForward()) {
        assertThat(source.ask(mailbox("ann@example.com"), LATER))
            .isInstanceOf(RecipientAnswer.Unknown.class);

        sink.obey(SinkScript.obedient());
        assertThat(source.ask(mailbox("ann@example.com"), LATER))
            .isInstanceOf(RecipientAnswer.Exists.class);
      }
    }
  }

  @Test
  void aRefusalOfTheNullSenderSaysNothingOfTheRecipient() {
    sink.obey(SinkScript.obedient().on(SinkPoint.MAIL, SinkAct.say("550 5.7.1 no bounces")));
    try (CallForward source = callForward()) {
      assertThat(source.ask(mailbox("ann@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.Unknown.class);
    }
  }

  @Test
  void aHopThatIsDownIsUnknownAndNotAskedAgainAtOnce() {
    sink.obey(SinkScript.obedient().on(SinkPoint.CONNECT, SinkAct.hangUp()));
    try (CallForward source = callForward()) {
      for (int i = 0; i < 3; i++) {
        assertThat(source.ask(mailbox("ann@example.com"), LATER))
            .isInstanceOf(RecipientAnswer.Unknown.class);
      }
      assertThat(sink.connections()).hasSize(1);
    }
  }

  @Test
  void aQuestionThatFindsTheHopDownTellsTheMessages() {
    sink.obey(SinkScript.obedient().on(SinkPoint.CONNECT, SinkAct.hangUp()));
    try (SmtpHop hop = hop();
        CallForward source = asking(hop)) {
      source.ask(mailbox("ann@example.com"), LATER);

      assertThat(hop.troubleNow()).isPresent();

      sink.obey(SinkScript.obedient());
      assertThat(hop.probe()).isEmpty();
      assertThat(source.ask(mailbox("ann@example.com"), LATER))
          .as("what messages and probes find out, the questions know")
          .isInstanceOf(RecipientAnswer.Exists.class);
    }
  }

  @Test
  void aHopThatRefusesOurQuestionsRefusesUs() {
    sink.obey(SinkScript.obedient().on(SinkPoint.CONNECT, SinkAct.say("554 not you")));
    try (SmtpHop hop = hop();
        CallForward source = asking(hop)) {
      source.ask(mailbox("ann@example.com"), LATER);

      assertThat(hop.troubleNow().orElseThrow().refusesUs()).isTrue();
    }
  }

  @Test
  void aDeadConnectionIsReplaced() {
    try (CallForward source = callForward()) {
      source.ask(mailbox("ann@example.com"), LATER);
      sink.cutConnections();

      assertThat(source.ask(mailbox("bob@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.Exists.class);
    }
  }

  @Test
  void aDeadlineThatHasPassedIsUnknown() {
    try (CallForward source = callForward()) {
      assertThat(source.ask(mailbox("ann@example.com"), NOW.minusSeconds(1)))
          .isInstanceOf(RecipientAnswer.Unknown.class);
    }
  }

  @Test
  void aRecipientRefusedAtHandOverHearsThatAtRcpt() {
    try (CallForward source = callForward();
        SmtpHop hop = TestHops.hop(settings(sink), buffers, refusals)) {
      assertThat(source.ask(mailbox("bob@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.Exists.class);
      sink.obey(SinkScript.obedient().onRecipient("bob@", SinkAct.say("552 5.2.2 full")));
      hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

      RecipientAnswer.NoSuchUser answer =
          (RecipientAnswer.NoSuchUser) source.ask(mailbox("bob@example.com"), LATER);
      assertThat(answer.reply().orElseThrow()).hasToString("552 5.2.2 full");
      assertThat(source.ask(mailbox("ann@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.Exists.class);

      time.addAndGet(Duration.ofHours(2).toNanos());
      sink.obey(SinkScript.obedient());
      assertThat(source.ask(mailbox("bob@example.com"), LATER))
          .isInstanceOf(RecipientAnswer.Exists.class);
    }
  }

  @Test
  void aRefusalForNowIsBelievedForAThirdOfTheTime() {
    refusals.remember(mailbox("bob@example.com"), Reply.of(450, "4.2.1", "busy"));

    time.addAndGet(Duration.ofMinutes(19).toNanos());
    assertThat(refusals.find(mailbox("bob@example.com"))).isPresent();
    time.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(refusals.find(mailbox("bob@example.com"))).isEmpty();
  }
}
