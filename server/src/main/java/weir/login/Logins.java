package weir.login;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.login.LoginAnswer.Accepted;
import weir.login.LoginAnswer.Bound;
import weir.login.LoginAnswer.Denied;
import weir.login.LoginAnswer.TooManyFailures;
import weir.login.LoginAnswer.Unavailable;
import weir.state.State;

/// Says whether a name and a password belong together.
///
/// Safe for many threads; [#check] blocks its caller until the answer or the deadline.
public final class Logins implements AutoCloseable {

  private final Failures failures;
  private final Remembered remembered;
  private final int failuresPerSession;
  private final PasswordSource source;

  private Logins(LoginSettings settings, PasswordSource source, State state, ProcessKey key) {
    this.source = source;
    this.failures = new Failures(state, settings);
    this.failuresPerSession = settings.failuresPerSession();
    this.remembered = new Remembered(key, settings.remember());
  }

  /// Logins of a password file.
  public static Logins of(
      LoginSettings settings, PasswordFile file, State state, SecureRandom random) {
    ProcessKey key = new ProcessKey(random);
    HashedPasswords source =
        new HashedPasswords(
            file, settings.checksAtOnce(), settings.checksWaiting(), key, PasswordHash::matches);
    return new Logins(settings, source, state, key);
  }

  /// Logins that Dovecot knows. Nothing is connected before the first of them.
  ///
  /// @param socket where Dovecot is asked
  public static Logins of(LoginSettings settings, Path socket, State state, SecureRandom random) {
    int atOnce = settings.checksAtOnce() + settings.checksWaiting();
    DovecotPasswords source = new DovecotPasswords(socket, atOnce, random);
    return new Logins(settings, source, state, new ProcessKey(random));
  }

  /// Failed logins after which a session is closed.
  public int failuresPerSession() {
    return failuresPerSession;
  }

  /// Puts another reading of the file in place. What was remembered of logins whose hash changed
  /// does not count any more. Where another source is asked, nothing changes.
  public void use(PasswordFile newer) {
    switch (source) {
      case HashedPasswords hashed -> hashed.use(newer);
      case DovecotPasswords _ -> {}
    }
  }

  /// @param deadline after it the answer is [Unavailable]
  public LoginAnswer check(Attempt attempt, Instant now, Instant deadline) {
    if (failures.tooManyFrom(attempt.client(), now)) {
      return new TooManyFailures(Bound.PREFIX);
    }
    Optional<String> known =
        source
            .basis(attempt.user())
            .flatMap(basis -> remembered.find(attempt.user(), basis, attempt.password(), now));
    if (known.isPresent()) {
      return new Accepted(known.get());
    }
    if (failures.tooManyFor(attempt.user(), now)) {
      return new TooManyFailures(Bound.LOGIN);
    }
    Duration limit = Duration.between(now, deadline);
    if (!limit.isPositive()) {
      return new Unavailable("no time left");
    }
    return source.inTurn(limit, () -> inTurn(attempt, now, limit));
  }

  /// The bounds are looked at once more, because many guesses may have been waiting in parallel:
  /// only those being checked at this moment can overshoot.
  private LoginAnswer inTurn(Attempt attempt, Instant now, Duration limit) {
    if (failures.tooManyFrom(attempt.client(), now)) {
      return new TooManyFailures(Bound.PREFIX);
    }
    if (failures.tooManyFor(attempt.user(), now)) {
      return new TooManyFailures(Bound.LOGIN);
    }
    return switch (source.ask(attempt, limit)) {
      case PasswordSource.Answer.Right(var login, var basis) -> {
        remembered.keep(attempt.user(), basis, attempt.password(), login, now);
        yield new Accepted(login);
      }
      case PasswordSource.Answer.Wrong() -> {
        failures.count(attempt.client(), attempt.user(), now);
        yield new Denied();
      }
      case PasswordSource.Answer.Unknown(var cause) -> new Unavailable(cause);
    };
  }

  @Override
  public void close() {
    source.close();
  }
}
