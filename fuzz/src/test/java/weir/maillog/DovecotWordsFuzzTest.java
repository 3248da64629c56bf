package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import weir.net.IpAddress;

/// What a client has Dovecot write into its log: its login, and its password where that is logged.
final class DovecotWordsFuzzTest {
  private static final DovecotLog DOVECOT = new DovecotLog();
  private static final IpAddress REAL = IpAddress.parse("192.0.2.7").orElseThrow();

  @FuzzTest
  void aLoginAndAPasswordChangeNothingElse(byte[] octets) {
    Words words = Words.of(octets);
    login(words, "Login", true);
    login(words, "Disconnected: Connection closed (auth failed, 1 attempts in 2 secs)", false);
    LogEvent.LoginAttempt attempt =
        read(
            "auth-worker(1): conn unix:auth-worker (pid=9,uid=11): auth-worker<1>: sql("
                + words.text(0)
                + ",192.0.2.7,<abc>): Password mismatch (given password: "
                + words.text(1)
                + ")");
    assertThat(attempt.succeeded()).isFalse();
    Words.isOrIsNotTold(attempt.client(), REAL);
    Words.isOrIsNotTold(attempt.session(), "abc");
    Words.isOrIsNotTold(attempt.login(), words.text(0));
  }

  private static LogEvent.LoginAttempt read(String text) {
    return Words.only(Words.told(DOVECOT, "dovecot", text), LogEvent.LoginAttempt.class);
  }

  private static void login(Words words, String what, boolean succeeded) {
    LogEvent.LoginAttempt attempt =
        read(
            "imap-login: "
                + what
                + ": user=<"
                + words.text(0)
                + ">, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, mpid=18, TLS, session=<abc>");
    assertThat(attempt)
        .isEqualTo(
            new LogEvent.LoginAttempt(
                "imap",
                Optional.of(words.text(0)).filter(login -> !login.isEmpty()),
                Optional.of(REAL),
                succeeded,
                Optional.of("abc")));
  }
}
