package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.bound;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.mailbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.routing.RecipientAnswer;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.smtp.Reply;
import weir.testkit.UnixServer;

class LmtpHopTest {

  private final SinkMta sink = SinkMta.start().lmtp();

  @AfterEach
  void close() {
    sink.close();
  }

  private static SmtpHop hop(HopSettings.Lmtp settings) {
    return new SmtpHop(
        "back",
        settings,
        "weir.example",
        TestHops.buffers(),
        TestHops.refusals(),
        System::nanoTime);
  }

  private HopSettings.Lmtp settings(String... lines) {
    return bound(
        HopSettings.Lmtp.class,
        "address = '127.0.0.1:" + sink.port() + "'\n" + String.join("\n", lines));
  }

  @Test
  void aMessageArrivesAfterLhloWithItsEnvelope() {
    try (SmtpHop hop = hop(settings())) {
      Handover outcome = hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(outcome).isInstanceOf(Handover.Taken.class);
      assertThat(sink.connections().getFirst().commands().getFirst())
          .isEqualTo("LHLO weir.example");
      SinkMessage message = sink.messages().getFirst();
      assertThat(message.recipients()).containsExactly("<ann@example.com>");
      assertThat(message.text()).endsWith(BODY);
    }
  }

  @Test
  void messagesFollowEachOtherOnOneConnection() {
    try (SmtpHop hop = hop(settings())) {
      hop.handOver(handing(BODY, "ann@example.com"));
      assertThat(hop.handOver(handing(BODY, "bob@example.com"))).isInstanceOf(Handover.Taken.class);

      assertThat(sink.messages()).hasSize(2);
      assertThat(sink.connections()).hasSize(1);
    }
  }

  @Test
  void aTransactionHasOneRecipientUnlessTheClientTakesAReplyForEach() {
    try (SmtpHop hop = hop(settings())) {
      assertThat(hop.recipientsAtOnce(false)).isEqualTo(1);
      assertThat(hop.recipientsAtOnce(true)).isGreaterThan(100);
      assertThat(hop.handOver(handing(BODY, "ann@example.com", "bob@example.com")))
          .isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages())
          .extracting(SinkMessage::recipients)
          .containsExactly(List.of("<ann@example.com>", "<bob@example.com>"));
    }
  }

  @Test
  void eachRecipientHasItsAnswerAfterTheDotAndTheConnectionServesTheNextMessage() {
    sink.obey(afterTheDot("ann", "452 4.2.2 Quota exceeded"));
    try (SmtpHop hop = hop(settings())) {
      Handover.TakenBySome some =
          (Handover.TakenBySome)
              hop.handOver(handing(BODY, "bob@example.com", "ann@example.com", "cleo@example.com"));

      assertThat(some.replies()).extracting(Reply::code).containsExactly(250, 452, 250);
      assertThat(sink.messages())
          .extracting(SinkMessage::recipients)
          .containsExactly(List.of("<bob@example.com>", "<cleo@example.com>"));
      sink.obey(SinkScript.obedient());
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.connections()).hasSize(1);
    }
  }

  @Test
  void whereNobodyTakesItAndOneWouldLaterTheRefusalIsForNow() {
    SinkScript full = afterTheDot("ann", "452 4.2.2 Quota exceeded");
    sink.obey(step ->
        step.point() == SinkPoint.DOT && step.line().contains("bob")
            ? SinkAct.say("550 5.7.1 Never")
            : full.at(step));
    try (SmtpHop hop = hop(settings())) {
      Handover.Refused refused =
          (Handover.Refused) hop.handOver(handing(BODY, "bob@example.com", "ann@example.com"));

      assertThat(refused.where()).isEqualTo(Handover.Where.DOT);
      assertThat(refused.reply()).hasToString("452 4.2.2 Quota exceeded");
    }
  }

  private static SinkScript afterTheDot(String recipient, String reply) {
    return step ->
        step.point() == SinkPoint.DOT && step.line().contains(recipient)
            ? SinkAct.say(reply)
            : SinkAct.obey();
  }

  @Test
  void aRecipientRefusedAtRcptIsRefusedAndTheConnectionServesTheNextMessage() {
    sink.obey(SinkScript.obedient().onRecipient("nobody", SinkAct.say("550 5.1.1 unknown")));
    try (SmtpHop hop = hop(settings())) {
      Handover.Refused refused =
          (Handover.Refused) hop.handOver(handing(BODY, "nobody@example.com"));

      assertThat(refused.where()).isEqualTo(Handover.Where.RCPT);
      assertThat(refused.reply()).hasToString("550 5.1.1 unknown");
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.connections()).hasSize(1);
    }
  }

  @Test
  void aFullMailboxAfterTheDotIsRefusedInTheHopsWords() {
    sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.say("552 5.2.2 <ann> Quota")));
    try (SmtpHop hop = hop(settings())) {
      Handover.Refused refused = (Handover.Refused) hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(refused.where()).isEqualTo(Handover.Where.DOT);
      assertThat(refused.reply()).hasToString("552 5.2.2 <ann> Quota");
    }
  }

  @Test
  void aServerThatSpeaksSmtpOnlyRefusesUsAndNotTheMail() {
    try (SinkMta smtp = SinkMta.start();
        SmtpHop hop =
            hop(bound(HopSettings.Lmtp.class, "address = '127.0.0.1:%d'".formatted(smtp.port())))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
      assertThat(hop.troubleNow().orElseThrow().refusesUs()).isTrue();
    }
  }

  @Test
  void theServerIsAskedForRecipientsByLmtp() {
    sink.obey(SinkScript.obedient().onRecipient("nobody", SinkAct.say("550 5.1.1 unknown")));
    Instant now = Instant.parse("2026-11-28T12:00:00Z");
    try (SmtpHop hop = hop(settings());
        CallForward questions =
            hop.questions(bound(CallForwardSettings.class, ""), InstantSource.fixed(now))) {
      assertThat(questions.ask(mailbox("ann@example.com"), now.plusSeconds(10)))
          .isInstanceOf(RecipientAnswer.Exists.class);
      assertThat(questions.ask(mailbox("nobody@example.com"), now.plusSeconds(10)))
          .isInstanceOf(RecipientAnswer.NoSuchUser.class);
      assertThat(sink.connections().getFirst().commands().getFirst()).startsWith("LHLO ");
    }
  }

  @Test
  void aSocketInTheFileSystemIsAsGoodAsAPort() throws Exception {
    Path folder = Files.createTempDirectory("weir-lmtp");
    Path path = folder.resolve("lmtp");
    HopSettings.Lmtp settings = bound(HopSettings.Lmtp.class, "socket = '" + path + "'");
    try (SmtpHop hop = hop(settings)) {
      Handover.Failed absent = (Handover.Failed) hop.handOver(handing(BODY, "ann@example.com"));
      assertThat(absent.cause()).contains(path.toString());
      assertThat(hop.troubleNow()).isPresent();

      try (UnixServer door = UnixServer.before(path, sink.port())) {
        assertThat(hop.handOver(handing(BODY.repeat(20_000), "ann@example.com")))
            .isInstanceOf(Handover.Taken.class);
        assertThat(hop.troubleNow()).isEmpty();
        assertThat(door.connections()).isEqualTo(1);
        assertThat(sink.messages().getFirst().text()).endsWith(BODY.repeat(20_000));
      }
    } finally {
      Files.delete(folder);
    }
  }

  @Test
  void aServerBehindASocketThatSaysNothingIsGivenUpInTime() throws Exception {
    Path folder = Files.createTempDirectory("weir-lmtp");
    Path path = folder.resolve("lmtp");
    sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.mute()));
    HopSettings.Lmtp settings =
        bound(HopSettings.Lmtp.class, "socket = '" + path + "'\ndot-timeout = '200ms'");
    try (SmtpHop hop = hop(settings);
        UnixServer door = UnixServer.before(path, sink.port())) {
      Handover.Failed failed = (Handover.Failed) hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(failed.cause()).contains("took longer than PT0.2S", "second copy");
      assertThat(door.connections()).isEqualTo(1);
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  @Test
  void whereTheServerIsMustBeSaidOnceAndNotOnThePortOfSmtp() {
    assertThat(mistakes("")).contains("either `address` or `socket`");
    assertThat(mistakes("address = '127.0.0.1:24'\nsocket = '/run/lmtp'"))
        .contains("either `address` or `socket`");
    assertThat(mistakes("address = '127.0.0.1:25'")).contains("RFC 2033");
    assertThat(mistakes("socket = '/run/lmtp'\ntls = 'required'")).contains("no encryption");
  }

  private static String mistakes(String toml) {
    Binding<HopSettings.Lmtp> binding =
        new Binder(Values.standard())
            .text(HopSettings.Lmtp.class, toml, Path.of("/test/weir.toml"));
    return ((Binding.Refused<HopSettings.Lmtp>) binding).mistakes().toString();
  }

  @Test
  void theSessionOfDovecotIsTheQueueId() {
    assertThat(QueueId.in("2.0.0 <ann@example.com> Kx/2A+qtamcMAAAAn1DEEw Saved"))
        .contains("Kx/2A+qtamcMAAAAn1DEEw");
    assertThat(QueueId.in("2.0.0 <ann@example.com> Kx/2A+qtamcMAAAAn1DEEw:T2 Saved"))
        .contains("Kx/2A+qtamcMAAAAn1DEEw:T2");
    assertThat(QueueId.in("2.0.0 Ok: queued as 4B1C3")).contains("4B1C3");
    assertThat(QueueId.in(" Saved")).isEmpty();
  }
}
