package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;

class QmailLogTest {
  private static final QmailLog QMAIL = new QmailLog();

  private static List<LogEvent> told(String text) {
    return Lines.told(QMAIL, "qmail", text);
  }

  @Test
  void aMessageAndItsDelivery() {
    assertThat(told("info msg 123456: bytes 999 from <web@example.com> qp 4711 uid 2001"))
        .containsExactly(
            new LogEvent.Arrival(
                "123456", new Entrance.Program(OptionalLong.of(2001), Optional.empty())),
            new LogEvent.Alias("123456", "4711"),
            new LogEvent.Envelope(
                "123456",
                Optional.of("web@example.com"),
                OptionalLong.of(999),
                OptionalInt.empty(),
                List.of()));
    assertThat(told("starting delivery 7: msg 123456 to remote bob@example.org"))
        .containsExactly(new LogEvent.Attempt("123456", 7, true, "bob@example.org"));
    assertThat(told("starting delivery 8: msg 123456 to local ann@example.com"))
        .containsExactly(new LogEvent.Attempt("123456", 8, false, "ann@example.com"));
    assertThat(
            told(
                "delivery 7: success: 198.51.100.5_accepted_message./Remote_host_said:_250_ok_"
                    + "1164750868_qp_815/"))
        .containsExactly(
            new LogEvent.AttemptEnd(
                7,
                LogEvent.Result.DELIVERED,
                "198.51.100.5_accepted_message./Remote_host_said:_250_ok_1164750868_qp_815/",
                IpAddress.parse("198.51.100.5"),
                Optional.of("815")));
    assertThat(told("bounce msg 123456 qp 4712"))
        .containsExactly(new LogEvent.Offspring("123456", "4712", LogEvent.Kinship.BOUNCE));
    assertThat(told("end msg 123456")).containsExactly(new LogEvent.Removal("123456"));
  }

  /// Our gateway names its own id behind the one of the server behind it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          192.0.2.20_accepted_message./Remote_host_said:_250_2.0.0_Taken,_queued_as_B7_[id1]/ | 192.0.2.20 | id1
          2001:db8::20_accepted_message./Remote_host_said:_250_2.0.0_Taken_[id1]/ | 2001:db8::20 | id1
          192.0.2.20_accepted_message./Remote_host_said:_250_2.0.0_Ok:_queued_as_B7/ | 192.0.2.20 | B7
          did_0+0+1/qp_815/ | - | -
          said_192.0.2.20_accepted_message./Remote_host_said:_250_ok_queued_as_B7/ | - | -
          """)
  void whoTookIt(String said, String relay, String next) {
    LogEvent.AttemptEnd end =
        Lines.only(told("delivery 7: success: " + said), LogEvent.AttemptEnd.class);
    assertThat(end.relayAddress()).isEqualTo(Optional.ofNullable(relay).flatMap(IpAddress::parse));
    assertThat(end.next()).isEqualTo(Optional.ofNullable(next));
  }

  @Test
  void throughSplogger() {
    assertThat(told("1157520813.485077 end msg 123456"))
        .containsExactly(new LogEvent.Removal("123456"));
  }

  @Test
  void bouncesOfBouncesHaveNoSender() {
    LogEvent.Envelope envelope =
        Lines.only(told("info msg 1: bytes 9 from <#@[]> qp 2 uid 3"), LogEvent.Envelope.class);
    assertThat(envelope.sender()).hasValue("");
  }

  /// Acceptance vector 22 and hostile row 96: a sender is no uid, and no command.
  @ParameterizedTest
  @ValueSource(
      strings = {"x> qp 1 uid 0", "$(id)@x", "\";reboot;\"@x", "x> qp 4711 uid 2001@example.com"})
  void hostile_096_vector_022_aSenderIsReadToItsRealEnd(String sender) {
    List<LogEvent> events =
        told("info msg 123456: bytes 999 from <" + sender + "> qp 4711 uid 2001");
    assertThat(Lines.only(events, LogEvent.Envelope.class).sender()).hasValue(sender);
    assertThat(Lines.only(events, LogEvent.Arrival.class).by())
        .isEqualTo(new Entrance.Program(OptionalLong.of(2001), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "info msg",
        "info msg 1: bytes 2 from <a> qp 3",
        "info msg 1: bytes 2 from <a> qp 3 uid 4 and more",
        "delivery 7: perhaps: x",
        "end msg 12x",
        "starting delivery 1: msg 2 to nowhere"
      })
  void linesThatAreNotUnderstoodAreSaidToBe(String text) {
    assertThat(QMAIL.read(Lines.line("qmail", text))).isEqualTo(new LogRead.NotUnderstood());
  }
}
