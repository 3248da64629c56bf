package weir.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.net.IpAddress;

class DovecotLogTest {
  private static final DovecotLog DOVECOT = new DovecotLog();

  private static LogEvent.LoginAttempt attempt(String text) {
    return Lines.only(Lines.told(DOVECOT, "dovecot", text), LogEvent.LoginAttempt.class);
  }

  @ParameterizedTest
  @CsvSource({"imap", "pop3", "submission", "managesieve"})
  void aLogin(String service) {
    assertThat(
            attempt(
                service
                    + "-login: Info: Login: user=<ann@example.com>, method=PLAIN, rip=192.0.2.7,"
                    + " lip=192.0.2.1, mpid=18, TLS, session=<PeYcgjjOGOisEQAB>"))
        .isEqualTo(
            new LogEvent.LoginAttempt(
                service,
                Optional.of("ann@example.com"),
                IpAddress.parse("192.0.2.7"),
                true,
                Optional.of("PeYcgjjOGOisEQAB")));
  }

  @Test
  void aLoginThatFailed() {
    LogEvent.LoginAttempt attempt =
        attempt(
            "imap-login: Disconnected: Connection closed: read(size=1003) failed: Connection reset by"
                + " peer (auth failed, 1 attempts in 0 secs): user=<ann>, method=PLAIN,"
                + " rip=192.0.2.7, lip=192.0.2.1, TLS: x, session=<abc>");
    assertThat(attempt.succeeded()).isFalse();
    assertThat(attempt.login()).hasValue("ann");
    assertThat(attempt.client()).isEqualTo(IpAddress.parse("192.0.2.7"));
  }

  @Test
  void whatTheServiceBehindSays() {
    LogEvent.LoginAttempt attempt =
        attempt(
            "auth-worker(10377): conn unix:auth-worker (pid=919,uid=112): auth-worker<1>:"
                + " sql(ann@example.com,192.0.2.7,<abc>): unknown user (given password: x)");
    assertThat(attempt.service()).isEqualTo("auth");
    assertThat(attempt.login()).hasValue("ann@example.com");
    assertThat(attempt.client()).isEqualTo(IpAddress.parse("192.0.2.7"));
    assertThat(attempt.session()).hasValue("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          root>, method=PLAIN, rip=127.0.0.1, lip=x, session=<y
          ann>, rip=198.51.100.1
          """)
  void hostile_096_fieldsWithinALoginStayInIt(String login) {
    LogEvent.LoginAttempt attempt =
        attempt(
            "imap-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<"
                + login
                + ">, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1, session=<abc>");
    assertThat(attempt.login()).hasValue(login);
    assertThat(attempt.client()).isEqualTo(IpAddress.parse("192.0.2.7"));
  }

  /// Else a login would have another client's address counted for its guesses.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sql(bob,198.51.100.1): unknown user,192.0.2.7,<abc>): unknown user",
        "sql(auth-worker<(bob,198.51.100.1): unknown user,192.0.2.7): unknown user",
        "sql(bob,192.0.2.7): Password mismatch (given password: x,198.51.100.1): unknown user)"
      })
  void hostile_096_aLoginIsNoClient(String said) {
    LogEvent.LoginAttempt attempt = attempt("auth-worker(7): " + said);
    assertThat(attempt.succeeded()).isFalse();
    assertThat(attempt.client()).isEmpty();
    assertThat(attempt.login()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imap-login: Disconnected (no auth attempts in 22 secs): user=<>, rip=192.0.2.7, lip=192.0.2.1",
        "imap(ann@example.com)<77><abc>: Disconnected: Logged out in=9 out=9",
        "lmtp(ann)<9><x>: msgid=<a@b>: saved mail to INBOX"
      })
  void linesThatSayNothingOfLogins(String text) {
    assertThat(DOVECOT.read(Lines.line("dovecot", text))).isEqualTo(new LogRead.Silent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no service", "new-service: hello", "imap-login: Login: user=<a>"})
  void linesThatAreNotUnderstoodAreSaidToBe(String text) {
    assertThat(DOVECOT.read(Lines.line("dovecot", text))).isEqualTo(new LogRead.NotUnderstood());
  }
}
