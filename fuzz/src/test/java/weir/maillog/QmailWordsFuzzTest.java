package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a sender has qmail write into its log, and what a remote server or a program answers.
final class QmailWordsFuzzTest {
  private static final QmailLog QMAIL = new QmailLog();

  @FuzzTest
  void wordsOfASenderOrAServerChangeNothingButTheirOwnField(byte[] octets) {
    Words words = Words.of(octets);
    String sender = words.text(0).equals("#@[]") ? "" : words.text(0);
    assertThat(told("info msg 77: bytes 900 from <" + words.text(0) + "> qp 4711 uid 2001"))
        .containsExactly(
            new LogEvent.Arrival(
                "77", new Entrance.Program(OptionalLong.of(2001), Optional.empty())),
            new LogEvent.Alias("77", "4711"),
            new LogEvent.Envelope(
                "77", Optional.of(sender), OptionalLong.of(900), OptionalInt.empty(), List.of()));
    LogEvent.Attempt attempt =
        Words.only(
            told("starting delivery 5: msg 77 to remote " + words.text(1)), LogEvent.Attempt.class);
    assertThat(attempt.id()).isEqualTo("77");
    assertThat(attempt.number()).isEqualTo(5);
    assertThat(attempt.recipient()).isEqualTo(words.text(1));
    LogEvent.AttemptEnd end =
        Words.only(
            told("delivery 5: deferral: " + words.text(2).replace(' ', '_')),
            LogEvent.AttemptEnd.class);
    assertThat(end.number()).isEqualTo(5);
    assertThat(end.result()).isEqualTo(LogEvent.Result.DEFERRED);
  }

  private static List<LogEvent> told(String text) {
    return Words.told(QMAIL, "qmail", text);
  }
}
