package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.maillog.LogEvent.Result;

class AnswerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "host mx.example.net[192.0.2.1] said: 550 5.1.1 <x@example.net>: Recipient address rejected: User unknown",
        "550-5.1.1 The email account that you tried to reach does not exist.",
        "550 No such user here",
        "Unrouteable address",
        "554 5.1.2 bad domain",
        "Host or domain name not found. Name service error for name=nix.example type=A: Host not found"
      })
  void theRecipientDoesNotExist(String text) {
    assertThat(Answer.of(Result.FAILED, text)).isEqualTo(new Answer(Result.FAILED, true, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org",
        "550 5.7.1 [192.0.2.7] Our system has detected an unusual rate of unsolicited mail",
        "550 5.1.1 refused, 192.0.2.7 is on our blacklist",
        "552 message looks like SPAM to us"
      })
  void weAreOnAList(String text) {
    assertThat(Answer.of(Result.FAILED, text)).isEqualTo(new Answer(Result.FAILED, false, true));
    assertThat(Answer.of(Result.DEFERRED, text).isBlocked()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "452 4.2.2 mailbox full",
        "552 5.2.2 over quota",
        "550 5.7.1 relaying denied",
        "connection timed out",
        "550 15.1.1 no",
        "550 5.1.100"
      })
  void anythingElseIsNeither(String text) {
    assertThat(Answer.of(Result.FAILED, text)).isEqualTo(new Answer(Result.FAILED, false, false));
  }

  /// A greylisting server says that it does not know the user, yet.
  @Test
  void whoIsTriedAgainMayExist() {
    assertThat(Answer.of(Result.DEFERRED, "450 4.1.1 user unknown").isInvalid()).isFalse();
  }

  @Test
  void whatWasTakenWasTaken() {
    assertThat(Answer.of(Result.DELIVERED, "250 spamhaus says hello")).isEqualTo(Answer.TAKEN);
  }

  @Test
  void ofALongAnswerTheBeginningCounts() {
    assertThat(Answer.of(Result.FAILED, "x".repeat(1_000) + "5.1.1").isInvalid()).isFalse();
  }
}
