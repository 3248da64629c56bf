package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.sink.SinkAct;
import weir.sink.SinkMta;
import weir.sink.SinkPoint;
import weir.sink.SinkScript;
import weir.testkit.Until;

/// A next hop that closes, resets or stalls at any command: the client is told 451, nothing is lost
/// or there twice, and when the hop is well again the next message passes.
class HopFaultsTest extends FaultyHop {
  private static final String LINE = "a line of forty characters, all in all\r\n";
  private static final String MESSAGE = "Subject: x\r\n\r\n" + LINE.repeat(20);
  private static final String LONG = MESSAGE + LINE.repeat(30_000);

  private static final List<SinkPoint> POINTS =
      List.of(
          SinkPoint.CONNECT,
          SinkPoint.EHLO,
          SinkPoint.STARTTLS,
          SinkPoint.MAIL,
          SinkPoint.RCPT,
          SinkPoint.DATA,
          SinkPoint.BODY,
          SinkPoint.DOT,
          SinkPoint.QUIT);

  static List<Arguments> everyFaultEverywhere() {
    List<Arguments> cases = new ArrayList<>();
    for (String protocol : List.of("smtp", "lmtp")) {
      for (SinkPoint point : POINTS) {
        FAULTS.forEach((fault, act) -> cases.add(Arguments.of(protocol, fault, point, act)));
      }
    }
    return cases;
  }

  private Stand stand(String protocol) {
    return plan(protocol, List.of("PIPELINING", "8BITMIME", "STARTTLS"))
        .set("hops.back.max-messages", "1")
        .start();
  }

  @ParameterizedTest(name = "{0}, {1} at {2}")
  @MethodSource("everyFaultEverywhere")
  void invariant_01_a_hop_that_fails_anywhere_is_451_and_everything_passes_when_it_is_well(
      String protocol, String fault, SinkPoint point, SinkAct act) {
    try (Stand stand = stand(protocol);
        Talker client = stand.sender()) {
      sink.obey(SinkScript.obedient().on(point, act));
      if (List.of(SinkPoint.CONNECT, SinkPoint.EHLO, SinkPoint.STARTTLS).contains(point)) {
        sink.cutConnections(); // the one that rests is past these
      }
      String message = point == SinkPoint.BODY ? LONG : MESSAGE;
      Said said = client.deliver(message);
      assertThat(said.code()).as(fault + ": " + said).isEqualTo(told(point));
      int acknowledged = said.code() == 250 ? 1 : 0;
      assertThat(sink.messages()).hasSize(acknowledged);

      sink.obey(SinkScript.obedient());
      Until.holds(PATIENCE, () -> client.deliver(MESSAGE).code() == 250);
      assertThat(sink.messages()).hasSize(acknowledged + 1);
      assertThat(sink.messages()).allMatch(each -> each.text().endsWith(MESSAGE));
    }
  }

  /// When it is told goodbye, a hop has nothing more to say about the message.
  private static int told(SinkPoint point) {
    return point == SinkPoint.QUIT ? 250 : 451;
  }

  @ParameterizedTest
  @ValueSource(strings = {"smtp", "lmtp"})
  void a_hop_that_stops_is_451_until_it_listens_again(String protocol) {
    try (Stand stand = stand(protocol);
        Talker client = stand.sender()) {
      sink.close();
      assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.");
      assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.");
      try (SinkMta again = SinkMta.startAt(sink.port())) {
        if (protocol.equals("lmtp")) {
          again.lmtp();
        }
        Until.holds(PATIENCE, () -> client.deliver(MESSAGE).code() == 250);
        assertThat(again.messages()).hasSize(1);
      }
    }
  }

  @Test
  void a_hop_that_stalls_keeps_no_mail_from_another_that_does_not() {
    try (SinkMta other = SinkMta.start();
        Stand stand =
            Stand.in(folder)
                .hop(sink.port())
                .set("hops.other.type", "'smtp'")
                .set("hops.other.address", "'127.0.0.1:" + other.port() + "'")
                .set("domains.\"example.org\".hop", "'other'")
                .set("domains.\"example.org\".recipients", "['ann']")
                .start();
        Talker stalled = stand.sender();
        Talker client = stand.sender()) {
      sink.obey(SinkScript.obedient().on(SinkPoint.DOT, SinkAct.stall()));
      stalled.begin();
      stalled.send("Subject: x\r\n\r\nhello\r\n.\r\n");
      Until.holds(
          PATIENCE,
          () -> sink.connections().stream().anyMatch(one -> one.raw().endsWith("\r\n.\r\n")));
      client.ask("MAIL FROM:<carl@example.net>");
      client.ask("RCPT TO:<ann@example.org>");
      client.ask("DATA");
      assertThat(client.ask("Subject: x\r\n\r\nhello\r\n.").code()).isEqualTo(250);
      assertThat(other.messages()).hasSize(1);
    }
  }
}
