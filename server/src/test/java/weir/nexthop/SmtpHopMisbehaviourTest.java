package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.hop;
import static weir.nexthop.TestHops.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;

/// Whatever a hop does at whatever point: the client gets the truth or a 4xx, and the message is
/// neither lost nor half there (invariant 1).
class SmtpHopMisbehaviourTest {

  private static final Map<String, SinkAct> BROKEN =
      Map.of(
          "hangs up", SinkAct.hangUp(),
          "resets", SinkAct.reset(),
          "says nothing more", SinkAct.mute(),
          "answers no reply", SinkAct.say("hello there"),
          "answers 199", SinkAct.say("199 what"),
          "answers 999", SinkAct.say("999 what"),
          "changes its code", SinkAct.say("250-one\r\n550 two"),
          "ends with a bare line feed", SinkAct.say("250 one\n250 two"),
          "floods", SinkAct.flood("250-more and more and more", 400_000),
          "closes with 421", SinkAct.sayAndHangUp("421 4.3.2 going down"));

  private static final List<SinkPoint> POINTS =
      List.of(
          SinkPoint.CONNECT,
          SinkPoint.EHLO,
          SinkPoint.MAIL,
          SinkPoint.RCPT,
          SinkPoint.DATA,
          SinkPoint.DOT);

  static List<Arguments> everyBreachEverywhere() {
    List<Arguments> cases = new ArrayList<>();
    for (SinkPoint point : POINTS) {
      for (Map.Entry<String, SinkAct> broken : BROKEN.entrySet()) {
        for (boolean pipelining : new boolean[] {true, false}) {
          cases.add(Arguments.of(point, broken.getKey(), broken.getValue(), pipelining));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest(name = "at {0} it {1}, pipelining {3}")
  @MethodSource("everyBreachEverywhere")
  void hostile_094_a_hop_that_breaks_off_or_answers_nonsense_fails_and_holds_nothing(
      SinkPoint point, String what, SinkAct act, boolean pipelining) {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink, "command-timeout = '300ms'", "dot-timeout = '300ms'"))) {
      sink.offer(pipelining ? "PIPELINING" : "8BITMIME");
      sink.obey(SinkScript.obedient().on(point, act));

      Handover outcome = hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(outcome).as(what).isInstanceOf(Handover.Failed.class);
      // after the dot a garbled yes may be a yes: then it is one message, whatever we believe
      assertThat(sink.messages()).hasSizeLessThanOrEqualTo(point == SinkPoint.DOT ? 1 : 0);
      assertThat(sink.connections()).as("nothing is tried twice by itself").hasSize(1);
    }
  }

  static List<Arguments> everyRefusal() {
    List<Arguments> cases = new ArrayList<>();
    for (String code : List.of("450", "550")) {
      for (boolean pipelining : new boolean[] {true, false}) {
        cases.add(Arguments.of(SinkPoint.MAIL, Handover.Where.MAIL, code, pipelining));
        cases.add(Arguments.of(SinkPoint.RCPT, Handover.Where.RCPT, code, pipelining));
        cases.add(Arguments.of(SinkPoint.DATA, Handover.Where.DATA, code, pipelining));
        cases.add(Arguments.of(SinkPoint.DOT, Handover.Where.DOT, code, pipelining));
      }
    }
    return cases;
  }

  @ParameterizedTest(name = "{2} at {0}, pipelining {3}")
  @MethodSource("everyRefusal")
  void aRefusalIsPassedOnAndTheConnectionIsFitForTheNextMessage(
      SinkPoint point, Handover.Where where, String code, boolean pipelining) {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink))) {
      sink.offer(pipelining ? "PIPELINING" : "8BITMIME");
      sink.obey(SinkScript.obedient().on(point, SinkAct.say(code + " not\u0007 this")));

      Handover.Refused refused = (Handover.Refused) hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(refused.where()).isEqualTo(where);
      String theClass = code.substring(0, 1);
      assertThat(refused.reply().toString()).isEqualTo(code + " " + theClass + ".0.0 not? this");
      assertThat(sink.messages()).isEmpty();
      sink.obey(SinkScript.obedient());
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages()).hasSize(1);
      assertThat(sink.connections()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("refusalsOfUs")
  void aPermanentRefusalBeforeMailIsOurFault(SinkPoint point) {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink))) {
      sink.obey(SinkScript.obedient().on(point, SinkAct.say("554 5.7.1 not you")));

      Handover outcome = hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(outcome).isInstanceOf(Handover.OurFault.class);
      assertThat(((Handover.OurFault) outcome).cause()).contains("554 5.7.1 not you");
      assertThat(hop.troubleNow().orElseThrow().refusesUs()).isTrue();
    }
  }

  static List<SinkPoint> refusalsOfUs() {
    return List.of(SinkPoint.CONNECT, SinkPoint.EHLO);
  }

  @ParameterizedTest
  @MethodSource("yesAndNo")
  void oneRefusedRecipientMeansThatNothingIsSent(boolean pipelining) {
    RefusedRecipients refusals = TestHops.refusals();
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink), TestHops.buffers(), refusals)) {
      sink.offer(pipelining ? "PIPELINING" : "8BITMIME");
      sink.obey(SinkScript.obedient().onRecipient("bob@", SinkAct.say("550 5.1.1 no bob")));

      Handover.Refused refused =
          (Handover.Refused)
              hop.handOver(handing(BODY, "ann@example.com", "bob@example.com", "c@example.com"));

      assertThat(refused.where()).isEqualTo(Handover.Where.RCPT);
      assertThat(refused.recipients()).containsOnlyKeys(TestHops.path("bob@example.com"));
      assertThat(sink.messages()).isEmpty();
      assertThat(sink.connections().getFirst().raw()).doesNotContain("Subject");
      assertThat(refusals.find(TestHops.mailbox("bob@example.com"))).contains(refused.reply());
      assertThat(refusals.find(TestHops.mailbox("ann@example.com"))).isEmpty();
    }
  }

  static boolean[] yesAndNo() {
    return new boolean[] {true, false};
  }

  @Test
  void after354TheConnectionIsClosedWithoutADotWhenARecipientWasRefused() {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink))) {
      sink.obey(SinkScript.obedient().onRecipient("bob@", SinkAct.say("450 4.2.1 later")));

      hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

      assertThat(sink.connections().getFirst().awaitEnd()).isTrue();
      assertThat(sink.connections().getFirst().raw()).endsWith("DATA\r\n");
    }
  }

  @Test
  void aHopThatDiesInMidBodyHasNothing() {
    for (SinkAct act : List.of(SinkAct.hangUp(), SinkAct.reset())) {
      try (SinkMta sink = SinkMta.start();
          SmtpHop hop = hop(settings(sink))) {
        sink.obey(SinkScript.obedient().afterBody(10_000, act));

        assertThat(hop.handOver(handing(BODY.repeat(200_000), "ann@example.com")))
            .isInstanceOf(Handover.Failed.class);
        assertThat(sink.messages()).isEmpty();
      }
    }
  }

  @Test
  void hostile_031_a_hop_that_stops_reading_meets_a_deadline_for_writes() {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink, "body-timeout = '300ms'"))) {
      sink.obey(SinkScript.obedient().afterBody(1, SinkAct.stall()));

      Handover outcome = hop.handOver(handing(BODY.repeat(1_000_000), "ann@example.com"));

      assertThat(outcome).isInstanceOf(Handover.Failed.class);
      assertThat(((Handover.Failed) outcome).cause()).contains("took longer than");
    }
  }

  @Test
  void hostile_029_an_answer_lost_after_the_dot_fails_and_the_message_is_not_sent_again() {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink))) {
      hop.probe();
      sink.obey(SinkScript.obedient().on(SinkPoint.DOT, new SinkAct.ObeyAndHangUp()));

      Handover outcome = hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(outcome).isInstanceOf(Handover.Failed.class);
      assertThat(((Handover.Failed) outcome).cause()).contains("second copy");
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void anEarlyRefusalOfTheBodyIsHeardAfterTheDot() {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink))) {
      sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.say("552 5.3.4 too big")));

      assertThat(hop.handOver(handing(BODY.repeat(50_000), "ann@example.com")))
          .isInstanceOf(Handover.Refused.class);
    }
  }

  @Test
  void hostile_094_a_reply_of_many_lines_is_passed_on_in_five() {
    try (SinkMta sink = SinkMta.start();
        SmtpHop hop = hop(settings(sink))) {
      String many = "550-5.7.1 because\r\n".repeat(60) + "550 5.7.1 " + "x".repeat(900);
      sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.say(many)));

      Handover.Refused refused = (Handover.Refused) hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(refused.reply().lines()).hasSizeLessThanOrEqualTo(5);
    }
  }
}
