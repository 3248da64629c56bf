package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.hop;
import static weir.nexthop.TestHops.settings;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.tls.SelfMade;
import weir.tls.ServerTls;
import weir.tls.TlsProblem;

class HopTlsTest {

  @TempDir static Path folder;
  static SSLContext context;

  @AutoClose private final SinkMta sink = SinkMta.start();

  @BeforeAll
  static void makeCertificate() throws TlsProblem {
    context =
        ServerTls.open(
                SelfMade.in(folder, List.of("sink.example"), Instant.now(), new SecureRandom()))
            .context();
  }

  @Test
  void whatTheHopOffersIsEncryptedAndLearnedAnew() {
    sink.tls(context).offer("STARTTLS", "PIPELINING", "DSN");
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);

      assertThat(sink.messages().getFirst().tls()).isTrue();
      assertThat(sink.connections().getFirst().commands())
          .startsWith(
              "EHLO weir.example", "STARTTLS", "EHLO weir.example", "MAIL FROM:<from@example.net>");
    }
  }

  @Test
  void hostile_013_a_reply_injected_before_the_handshake_is_thrown_away() {
    sink.tls(context).offer("STARTTLS", "PIPELINING");
    sink.obey(
        SinkScript.obedient()
            .on(
                SinkPoint.STARTTLS,
                SinkAct.say("220 2.0.0 Ready\r\n250-evil.example\r\n250 XCLIENT NAME ADDR")));
    try (SmtpHop hop = hop(settings(sink, "tls = 'required'"))) {
      Handover outcome = hop.handOver(handing(BODY, "ann@example.com"));

      // the injected octets came in the clear, so they are no part of the dialog that follows
      assertThat(outcome).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages().getFirst().tls()).isTrue();
      assertThat(sink.connections().getFirst().commands())
          .filteredOn(command -> command.startsWith("EHLO"))
          .as("asked anew under TLS")
          .hasSize(2);
      assertThat(sink.connections().getFirst().commands())
          .noneMatch(command -> command.startsWith("XCLIENT"));
    }
  }

  @Test
  void requiredEncryptionThatIsNotOfferedIsOurFaultAndNothingIsSent() {
    try (SmtpHop hop = hop(settings(sink, "tls = 'required'"))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
      assertThat(sink.connections().getFirst().raw()).doesNotContain("MAIL");
    }
  }

  @Test
  void aRefusedStarttlsIsOurFault() {
    sink.tls(context).offer("STARTTLS");
    sink.obey(SinkScript.obedient().on(SinkPoint.STARTTLS, SinkAct.say("554 5.7.1 no")));
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
    }
  }

  @Test
  void aBrokenHandshakeFallsBackOnlyWhereEncryptionIsOptional() {
    sink.offer("STARTTLS", "PIPELINING");
    sink.obey(
        SinkScript.obedient()
            .on(SinkPoint.STARTTLS, SinkAct.sayAndHangUp("220 2.0.0 Ready\r\nnonsense")));
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages().getFirst().tls()).isFalse();
    }
    try (SmtpHop hop = hop(settings(sink, "tls = 'required'"))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
      assertThat(sink.messages()).hasSize(1);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefusedWhereItMustBeVerified() {
    sink.tls(context).offer("STARTTLS", "PIPELINING");
    try (SmtpHop hop = hop(settings(sink, "tls = 'verified'"))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void aHandshakeThatStallsMeetsTheDeadline() {
    sink.offer("STARTTLS");
    sink.obey(SinkScript.obedient().on(SinkPoint.STARTTLS, 1, SinkAct.say("220 2.0.0 Ready")));
    try (SmtpHop hop = hop(settings(sink, "command-timeout = '300ms'"))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.Failed.class);
    }
  }

  @Test
  void weLogInUnderEncryption() {
    sink.tls(context).offer("STARTTLS", "PIPELINING", "AUTH PLAIN LOGIN");
    String[] login = {"tls = 'required'", "login = 'weir'", "password = 'correct horse'"};
    try (SmtpHop hop = hop(settings(sink, login))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
      assertThat(sink.messages().getFirst().login()).contains("weir");
    }
    sink.obey(SinkScript.obedient().on(SinkPoint.AUTH, SinkAct.say("535 5.7.8 wrong")));
    try (SmtpHop hop = hop(settings(sink, login))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
    }
  }
}
