package weir.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.nexthop.HopSettings;
import weir.nexthop.MailServer;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.testkit.QmailStandIn;

class ProbeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Variant.Envelope ENVELOPE = new Variant.Envelope("", "probe@example.com");

  @AutoClose private final SinkMta sink = SinkMta.start();

  private Probed run(boolean rare, Duration patience) throws IOException {
    MailServer server = bound(HopSettings.Smtp.class, "address = '127.0.0.1:" + sink.port() + "'");
    Probe.Subject subject = new Probe.Subject("back", server, "weir.example");
    return new Probe(subject, ENVELOPE, "weir-probe-1", patience).run(rare);
  }

  private static <T extends Record> T bound(Class<T> type, String toml) {
    return ((Binding.Bound<T>)
            new Binder(Values.standard()).text(type, toml, Path.of("/test/weir.toml")))
        .value();
  }

  private static Seen of(Probed probed, String variant) {
    return probed.variants().stream()
        .filter(seen -> seen.variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStrictHopTakesOneMessageOfEachVariant() throws IOException {
    Probed probed = run(true, PATIENCE);

    assertThat(probed.fooled()).isFalse();
    assertThat(probed.cure()).isEmpty();
    assertThat(probed.variants())
        .filteredOn(seen -> !seen.variant().startsWith("BDAT"))
        .hasSize(16)
        .allMatch(seen -> seen.outcome() == Seen.Outcome.ONE);
    assertThat(probed.variants())
        .filteredOn(seen -> seen.variant().startsWith("BDAT"))
        .allMatch(seen -> seen.outcome() == Seen.Outcome.NOT_OFFERED);
    assertThat(sink.messages()).hasSize(probed.messages()).hasSize(18);
    assertThat(sink.messages())
        .allMatch(message -> message.text().contains("Subject: weir-probe-1 ("))
        .allMatch(message -> message.mail().equals("<>"))
        .extracting(SinkMessage::recipients)
        .containsOnly(List.of("<probe@example.com>"));
  }

  @Test
  void aLenientHopIsNamedWithEachVariantThatFooledIt() throws IOException {
    sink.lenient("\n.\n", "\n.\r\n", "\r\n\0.\r\n");

    Probed probed = run(false, PATIENCE);

    assertThat(probed.fooled()).isTrue();
    assertThat(probed.variants())
        .filteredOn(seen -> seen.outcome() == Seen.Outcome.TWO)
        .extracting(Seen::variant)
        .containsExactly("LF . LF", "LF . CRLF", "CRLF . LF", "CRLF NUL . CRLF");
    assertThat(sink.messages()).hasSize(probed.messages());
  }

  @Test
  void whoObeysCommandsInAMessageIsFooledThoughNoSecondMessageIsTaken() throws IOException {
    sink.lenient("\n.\n");
    sink.obey(step ->
        step.point() == SinkPoint.MAIL && step.connection() == 2 && step.ordinal() == 2
            ? SinkAct.say("554 5.5.0 not so fast")
            : SinkAct.obey());

    Seen seen = of(run(false, PATIENCE), "LF . LF");

    assertThat(seen.outcome()).isEqualTo(Seen.Outcome.COMMANDS);
    assertThat(seen.messages()).isEqualTo(1);
  }

  @Test
  void whatIsNoAnswerIsToldApart() throws IOException {
    sink.obey(
        SinkScript.obedient()
            .on(SinkPoint.DOT, 2, SinkAct.say("554 5.5.2 bare line feed"))
            .on(SinkPoint.DOT, 3, SinkAct.hangUp())
            .on(SinkPoint.DOT, 4, SinkAct.stall()));

    Probed probed = run(false, Duration.ofMillis(500));

    assertThat(probed.variants().subList(0, 3))
        .extracting(Seen::outcome)
        .containsExactly(Seen.Outcome.REFUSED, Seen.Outcome.CLOSED, Seen.Outcome.HUNG);
    assertThat(probed.fooled()).isFalse();
  }

  @Test
  void weirItselfRefusesOrCountsOne() throws IOException {
    Probed probed = run(true, PATIENCE);

    assertThat(probed.variants()).noneMatch(seen -> seen.weir().contains("second"));
    assertThat(of(probed, "LF . CRLF").weir()).isEqualTo("refuses it (bare LF)");
    assertThat(of(probed, "CRLF NUL . CRLF").weir()).isEqualTo("refuses it (NUL)");
    assertThat(of(probed, "BDAT: CRLF . CRLF").weir()).isEqualTo("takes one message");
    assertThat(of(probed, "CRLF .. CRLF").weir()).isEqualTo("takes one message");
    assertThat(
            OurFront.does(Variant.Sending.DATA, Variant.CONTROL.message(ENVELOPE, "weir-probe-1")))
        .isEqualTo("takes a second message");
  }

  @Test
  void aHopThatDoesNotTakeTwoOrdinaryMessagesTellsNothing() {
    sink.obey(SinkScript.obedient().on(SinkPoint.RCPT, SinkAct.say("550 5.1.1 unknown")));
    assertThatThrownBy(() -> run(false, PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RCPT: 550 5.1.1 unknown");

    sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.say("451 4.3.0 not now")));
    assertThatThrownBy(() -> run(false, PATIENCE)).hasMessageContaining("nothing can be told");
    assertThat(sink.messages()).isEmpty();
  }

  @Test
  void byLmtpItIsTheSame() throws IOException {
    sink.lmtp().lenient("\n.\n");
    MailServer server = bound(HopSettings.Lmtp.class, "address = '127.0.0.1:" + sink.port() + "'");
    Probe.Subject subject = new Probe.Subject("back", server, "weir.example");

    Probed probed = new Probe(subject, ENVELOPE, "weir-probe-1", PATIENCE).run(false);

    assertThat(of(probed, "LF . LF").outcome()).isEqualTo(Seen.Outcome.TWO);
  }

  @Test
  void whoReadsAsQmailDoesIsStrict() throws IOException {
    Variant.Envelope envelope = new Variant.Envelope("", "ann@example.com");
    try (QmailStandIn qmail = QmailStandIn.start(QmailStandIn.Control.usual())) {
      MailServer server =
          bound(HopSettings.Smtp.class, "address = '127.0.0.1:" + qmail.port() + "'");
      Probe.Subject subject = new Probe.Subject("back", server, "weir.example");

      Probed probed = new Probe(subject, envelope, "weir-probe-1", PATIENCE).run(false);

      assertThat(probed.fooled()).isFalse();
      assertThat(of(probed, "LF . CRLF").replies())
          .containsExactly("451 4.0.0 See http://pobox.com/~djb/docs/smtplf.html.");
      assertThat(of(probed, "CR . CRLF").outcome()).isEqualTo(Seen.Outcome.ONE);
      assertThat(qmail.delivered()).hasSize(probed.messages());
    }
  }

  @Test
  void theCureIsTheServersOwn() {
    assertThat(Cure.of("mx.example.com ESMTP Postfix (Debian/GNU)"))
        .contains("smtpd_forbid_bare_newline");
    assertThat(Cure.of("mx.example.com ESMTP Exim 4.96")).contains("4.97.1");
    assertThat(Cure.of("mx.example.com ESMTP Sendmail 8.17")).contains("8.18.1");
    assertThat(Cure.of("mx.example.com Dovecot (Debian) ready.")).contains("no setting");
    assertThat(Cure.of("mx.example.com ESMTP")).contains("manual");
  }
}
