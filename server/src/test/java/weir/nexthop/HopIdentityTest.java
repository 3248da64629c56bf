package weir.nexthop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.CLIENT;
import static weir.nexthop.TestHops.handing;
import static weir.nexthop.TestHops.hop;
import static weir.nexthop.TestHops.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;

class HopIdentityTest {

  private static final String XCLIENT = "XCLIENT NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT";

  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void xforwardGoesWithEveryTransactionAndNamesWhatTheHopAskedFor() {
    sink.offer("PIPELINING", "XFORWARD NAME ADDR PROTO HELO IDENT SOURCE");
    try (SmtpHop hop = hop(settings(sink, "identity = 'xforward'"))) {
      hop.handOver(handing(BODY, "ann@example.com"));
      hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(sink.connections()).hasSize(1);
      for (SinkMessage message : sink.messages()) {
        assertThat(message.xforward())
            .containsEntry("NAME", "mx.example.net")
            .containsEntry("ADDR", "192.0.2.7")
            .containsEntry("PROTO", "ESMTP")
            .containsEntry("HELO", "mail.example.net")
            .containsEntry("IDENT", "abcdefghijklm")
            .containsEntry("SOURCE", "REMOTE")
            .doesNotContainKey("PORT");
      }
    }
  }

  @Test
  void xforwardGoesToAHopWithoutPipeliningToo() {
    sink.offer("XFORWARD NAME ADDR");
    try (SmtpHop hop = hop(settings(sink))) {
      hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(sink.messages().getFirst().xforward()).containsEntry("ADDR", "192.0.2.7");
    }
  }

  @Test
  void aHopThatRefusesXforwardStillGetsTheMessage() {
    sink.offer("PIPELINING", "XFORWARD NAME ADDR");
    sink.obey(SinkScript.obedient().on(SinkPoint.XFORWARD, SinkAct.say("550 5.7.1 no")));
    try (SmtpHop hop = hop(settings(sink))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
    }
  }

  @Test
  void xclientIsSentAtEachLeaseAndTheSessionBeginsAnew() {
    sink.offer("PIPELINING", XCLIENT);
    try (SmtpHop hop = hop(settings(sink, "identity = 'xclient'"))) {
      hop.handOver(handing(BODY, "ann@example.com"));
      hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(sink.connections()).hasSize(1);
      assertThat(
              sink.connections().getFirst().commands().stream()
                  .map(line -> line.split(" ", 2)[0])
                  .toList())
          .containsExactly(
              "EHLO", "XCLIENT", "EHLO", "MAIL", "RCPT", "DATA", "XCLIENT", "EHLO", "MAIL", "RCPT",
              "DATA");
      assertThat(sink.messages().getLast().xclient())
          .containsEntry("ADDR", "192.0.2.7")
          .containsEntry("LOGIN", "[UNAVAILABLE]")
          .containsEntry("DESTADDR", "198.51.100.1")
          .containsEntry("DESTPORT", "25");
    }
  }

  @Test
  void aHopThatDoesNotTrustUsWithXclientGetsNothing() {
    try (SmtpHop hop = hop(settings(sink, "identity = 'xclient'"))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
    }
    sink.offer("PIPELINING", XCLIENT);
    sink.obey(SinkScript.obedient().on(SinkPoint.XCLIENT, SinkAct.say("550 5.7.0 not you")));
    try (SmtpHop hop = hop(settings(sink, "identity = 'xclient'"))) {
      assertThat(hop.handOver(handing(BODY, "ann@example.com")))
          .isInstanceOf(Handover.OurFault.class);
    }
    assertThat(sink.messages()).isEmpty();
  }

  @Test
  void aProxyHeaderOpensAConnectionOfItsOwnForEachMessage() {
    sink.expectProxyHeader();
    try (SmtpHop hop = hop(settings(sink, "identity = 'proxy'"))) {
      assertThat(hop.probe()).isEmpty();
      hop.handOver(handing(BODY, "ann@example.com"));
      hop.handOver(handing(BODY, "ann@example.com"));

      assertThat(sink.connections()).hasSize(3);
      for (SinkMessage message : sink.messages()) {
        assertThat(new String(message.proxyHeader(), US_ASCII))
            .isEqualTo("PROXY TCP4 192.0.2.7 198.51.100.1 40001 25\r\n");
      }
    }
  }

  @Test
  void whatIsNotKnownIsUnavailableAndNothingBreaksTheLine() {
    ClientIdentity client =
        new ClientIdentity(
            IpAddress.parse("2001:db8::1").orElseThrow(),
            0,
            CLIENT.localAddress(),
            25,
            "a b=c+\r\nQUIT",
            false,
            Optional.empty(),
            Optional.of("ann@example.com"));

    assertThat(
            ClientAttributes.xclient(
                client, Set.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN")))
        .containsExactly(
            "XCLIENT NAME=[UNAVAILABLE] ADDR=IPV6:2001:db8::1 PORT=[UNAVAILABLE] PROTO=SMTP"
                + " HELO=a+20b+3Dc+2B+0D+0AQUIT LOGIN=ann@example.com");
  }

  @Test
  void longValuesGoOverSeveralLinesOfBoundedLength() {
    ClientIdentity client =
        new ClientIdentity(
            CLIENT.address(),
            25,
            CLIENT.localAddress(),
            25,
            "h".repeat(300),
            true,
            Optional.of("n".repeat(250)),
            Optional.empty());

    List<String> lines = ClientAttributes.xforward(client, "id", Set.of("NAME", "ADDR", "HELO"));

    assertThat(lines).hasSize(2).allMatch(line -> line.length() <= 510);
  }
}
