package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.net.IpAddress;

/// What a client has Postfix write into its log: addresses, HELO, `AUTH=`, Message-ID, subject; and
/// what a remote server answers.
final class PostfixWordsFuzzTest {
  private static final PostfixLog POSTFIX = new PostfixLog();
  private static final String ID = "3F2A11C0D2";
  private static final IpAddress REAL = IpAddress.parse("192.0.2.7").orElseThrow();

  @FuzzTest
  void wordsOfAClientOrAServerChangeNothingButTheirOwnField(byte[] octets) {
    Words words = Words.of(octets);
    arrived(words);
    queued(words);
    described(words);
    delivered(words);
    refused(words);
  }

  private static List<LogEvent> told(String daemon, String text) {
    return Words.told(POSTFIX, "postfix/" + daemon, text);
  }

  private static void arrived(Words words) {
    assertThat(
            told(
                "smtpd",
                ID
                    + ": client=h[192.0.2.7]:50, sasl_method=PLAIN, sasl_username=ann, sasl_sender="
                    + words.text(0)))
        .containsExactly(
            new LogEvent.Arrival(
                ID,
                new Entrance.Client(
                    Optional.of(REAL),
                    OptionalInt.of(50),
                    Optional.of("h"),
                    Optional.empty(),
                    Optional.of(new Entrance.Login("PLAIN", "ann")))));
    assertThat(told("pickup", ID + ": uid=2001 from=<" + words.text(0) + ">"))
        .containsExactly(
            new LogEvent.Arrival(ID, new Entrance.Program(OptionalLong.of(2001), Optional.empty())),
            new LogEvent.Envelope(
                ID,
                Optional.of(words.text(0)),
                OptionalLong.empty(),
                OptionalInt.empty(),
                List.of()));
  }

  private static void queued(Words words) {
    assertThat(
            told("qmgr", ID + ": from=<" + words.text(0) + ">, size=900, nrcpt=3 (queue active)"))
        .containsExactly(
            new LogEvent.Envelope(
                ID,
                Optional.of(words.text(0)),
                OptionalLong.of(900),
                OptionalInt.of(3),
                List.of()));
    assertThat(
            told("qmgr", ID + ": from=<" + words.text(0) + ">, status=expired, returned to sender"))
        .containsExactly(new LogEvent.Expired(ID));
  }

  private static void described(Words words) {
    assertThat(told("cleanup", ID + ": message-id=<x" + words.text(1) + ">"))
        .containsExactly(new LogEvent.Named(ID, "x" + words.text(1)));
    assertThat(
            told(
                "cleanup",
                ID
                    + ": info: header Subject: "
                    + words.text(2)
                    + " from local; from=<a@b> to=<c@d>"))
        .containsExactly(new LogEvent.Titled(ID, words.text(2)));
  }

  private static void delivered(Words words) {
    LogEvent event =
        told(
                "smtp",
                ID
                    + ": to=<"
                    + words.text(0)
                    + ">, relay=mx[192.0.2.7]:25, delay=1, delays=1/0/0/0, dsn=4.0.0,"
                    + " status=deferred ("
                    + words.text(3)
                    + ")")
            .getFirst();
    LogEvent.Delivery delivery = (LogEvent.Delivery) event;
    Words.isOrIsNotTold(delivery.relayAddress(), REAL);
    assertThat(delivery.relayAddress().isPresent() || delivery.next().isEmpty()).isTrue();
    if (!words.text(3).contains(", relay=")) {
      // Else the other side, which has the last word on that anyway, says what became of it.
      assertThat(delivery.result()).isEqualTo(LogEvent.Result.DEFERRED);
      assertThat(delivery.text()).isEqualTo(words.text(3));
    }
  }

  private static void refused(Words words) {
    LogEvent.Refusal refusal =
        Words.only(
            told(
                "smtpd",
                "NOQUEUE: reject: RCPT from h[192.0.2.7]: 554 5.7.1 <"
                    + words.text(1)
                    + ">: Relay access denied; from=<"
                    + words.text(0)
                    + "> to=<"
                    + words.text(1)
                    + "> proto=ESMTP helo=<"
                    + words.text(4)
                    + ">"),
            LogEvent.Refusal.class);
    assertThat(refusal.client()).hasValue(REAL);
    assertThat(refusal.stage()).isEqualTo("RCPT");
  }
}
