package weir.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import weir.login.LoginAnswer.Accepted;
import weir.login.LoginAnswer.Bound;
import weir.login.LoginAnswer.Denied;
import weir.login.LoginAnswer.TooManyFailures;
import weir.login.LoginAnswer.Unavailable;
import weir.net.IpAddress;
import weir.state.MemoryState;
import weir.state.State;

class LoginsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final LoginSettings SETTINGS =
      new LoginSettings(
          Optional.of(Path.of("passwords")),
          Optional.empty(),
          2,
          4,
          Duration.ofMinutes(5),
          3,
          5,
          8,
          Duration.ofHours(1));

  private final State state = new MemoryState();
  private final Logins logins =
      Logins.of(
          SETTINGS,
          PasswordFileTest.good("ann:" + CheapHash.of("secret") + "\nbob:" + CheapHash.of("b")),
          state,
          new SecureRandom());

  @AfterEach
  void close() {
    logins.close();
  }

  @Test
  void nameAndPasswordMustBelongTogether() {
    assertThat(check("192.0.2.1", "ann", "secret")).isEqualTo(new Accepted("ann"));
    assertThat(check("192.0.2.1", "ann", "b")).isEqualTo(new Denied());
    assertThat(check("192.0.2.1", "nobody", "secret")).isEqualTo(new Denied());
  }

  @Test
  void aNetworkThatFailedOftenIsNotAskedAnyMore() {
    for (int i = 1; i <= 5; i++) {
      assertThat(check("192.0.2." + i, "name" + i, "x")).isEqualTo(new Denied());
    }

    assertThat(check("192.0.2.77", "ann", "secret")).isEqualTo(new TooManyFailures(Bound.PREFIX));
    assertThat(check("192.0.3.1", "ann", "secret")).isEqualTo(new Accepted("ann"));
  }

  @Test
  void inIpv6ANetworkIsASlash64() {
    for (int i = 1; i <= 5; i++) {
      assertThat(check("2001:db8::" + i, "name" + i, "x")).isEqualTo(new Denied());
    }

    assertThat(check("2001:db8::ffff:1", "ann", "secret"))
        .isEqualTo(new TooManyFailures(Bound.PREFIX));
    assertThat(check("2001:db8:0:1::1", "ann", "secret")).isEqualTo(new Accepted("ann"));
  }

  @Test
  void aNameTriedFromEverywhereIsNotCheckedButItsOwnerGoesOn() {
    assertThat(check("198.51.100.1", "ann", "secret")).isEqualTo(new Accepted("ann"));
    for (int i = 1; i <= 8; i++) {
      assertThat(check("10.0." + i + ".1", "ann", "x")).isEqualTo(new Denied());
    }

    assertThat(check("10.0.9.1", "ann", "y")).isEqualTo(new TooManyFailures(Bound.LOGIN));
    assertThat(check("198.51.100.1", "ann", "secret")).isEqualTo(new Accepted("ann"));
    Instant later = NOON.plus(Duration.ofMinutes(6));
    assertThat(check(later, "198.51.100.1", "ann", "secret"))
        .isEqualTo(new TooManyFailures(Bound.LOGIN));
  }

  @Test
  void failuresAreForgottenAfterTheWindow() {
    for (int i = 1; i <= 5; i++) {
      check("192.0.2.1", "name" + i, "x");
    }

    assertThat(check(NOON.plus(Duration.ofHours(2)), "192.0.2.1", "ann", "secret"))
        .isEqualTo(new Accepted("ann"));
  }

  @Test
  void whatWasRememberedEndsWithTheHash() {
    assertThat(check("192.0.2.1", "ann", "secret")).isEqualTo(new Accepted("ann"));
    logins.use(PasswordFileTest.good("ann:" + CheapHash.of("changed")));
    assertThat(check("192.0.2.1", "ann", "secret")).isEqualTo(new Denied());
    logins.use(PasswordFileTest.good(""));
    assertThat(check("192.0.2.1", "ann", "changed")).isEqualTo(new Denied());
  }

  @Test
  void afterTheDeadlineTheAnswerIsNotNo() {
    LoginAnswer answer =
        logins.check(attempt("192.0.2.1", "ann", "secret"), NOON, NOON.minusSeconds(1));
    assertThat(answer).isInstanceOf(Unavailable.class);
  }

  @Test
  void hostile_034_odd_names_are_counted_under_a_plain_key() {
    check("192.0.2.1", "x\0\r\n${jndi:ldap://x}", "x");
    check("192.0.2.1", "n".repeat(5000), "x");

    assertThat(Failures.key("x\0\r\n${jndi:ldap://x}")).matches("sha256:[0-9a-f]{64}");
    assertThat(Failures.key("n".repeat(5000))).matches("sha256:[0-9a-f]{64}");
    assertThat(Failures.key("ann@example.com")).isEqualTo("ann@example.com");
    assertThat(state.count(Failures.BY_PREFIX, "192.0.2.0/24", NOON, SETTINGS.failureWindow()))
        .isEqualTo(2);
  }

  @Test
  void otherSpellingsOfANameBringNoMoreGuesses() {
    for (int i = 0; i < SETTINGS.failuresPerLogin(); i++) {
      String spelling = i % 2 == 0 ? "ANN" : "aNn";
      assertThat(check("198.51." + i + ".1", spelling, "guess")).isEqualTo(new Denied());
    }
    assertThat(check("203.0.113.1", "ann", "secret")).isEqualTo(new TooManyFailures(Bound.LOGIN));
  }

  private LoginAnswer check(String client, String user, String password) {
    return check(NOON, client, user, password);
  }

  private LoginAnswer check(Instant now, String client, String user, String password) {
    return logins.check(attempt(client, user, password), now, now.plus(LONG));
  }

  static Attempt attempt(String client, String user, String password) {
    return new Attempt(
        IpAddress.parse(client).orElseThrow(),
        40001,
        IpAddress.parse("203.0.113.25").orElseThrow(),
        587,
        true,
        user,
        password.getBytes(StandardCharsets.UTF_8));
  }
}
