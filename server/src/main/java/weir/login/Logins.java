package weir.login;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import weir.login.LoginAnswer.Accepted;
import weir.login.LoginAnswer.Bound;
import weir.login.LoginAnswer.Denied;
import weir.login.LoginAnswer.TooManyFailures;
import weir.login.LoginAnswer.Unavailable;
import weir.net.IpAddress;
import weir.state.State;

/// Says whether a name and a password belong together.
///
/// Safe for many threads; [#check] blocks its caller until the answer or the deadline.
public final class Logins implements AutoCloseable {

  private final Failures failures;
  private final Remembered remembered;
  private final ThreadPoolExecutor hashing;
  private final int failuresPerSession;
  private volatile PasswordFile file;

  public Logins(LoginSettings settings, PasswordFile file, State state, SecureRandom random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.file = file;
    this.failures = new Failures(state, settings);
    this.failuresPerSession = settings.failuresPerSession();
    this.remembered = new Remembered(key, settings.remember());
    // Platform threads: a hash on a virtual one would hold its carrier, and with it other sessions.
    this.hashing =
        new ThreadPoolExecutor(
            settings.checksAtOnce(),
            settings.checksAtOnce(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(settings.checksWaiting()),
            Thread.ofPlatform().name("login-", 0).daemon().factory());
    hashing.allowCoreThreadTimeOut(true);
  }

  /// Failed logins after which a session is closed.
  public int failuresPerSession() {
    return failuresPerSession;
  }

  /// Puts another reading of the file in place. What was remembered of logins whose hash changed
  /// does not count any more.
  public void use(PasswordFile newer) {
    file = newer;
  }

  /// @param user whatever the client sent; opaque
  /// @param password the octets the client sent
  /// @param deadline after it the answer is [Unavailable]
  public LoginAnswer check(
      IpAddress client, String user, byte[] password, Instant now, Instant deadline) {
    PasswordFile current = file;
    if (failures.tooManyFrom(client, now)) {
      return new TooManyFailures(Bound.PREFIX);
    }
    Optional<PasswordHash> hash = current.hashOf(user);
    if (hash.isPresent() && remembered.knows(remembered.digest(user, hash.get(), password), now)) {
      return new Accepted(user);
    }
    if (failures.tooManyFor(user, now)) {
      return new TooManyFailures(Bound.LOGIN);
    }
    Duration limit = Duration.between(now, deadline);
    if (!limit.isPositive()) {
      return new Unavailable("no time left");
    }
    FutureTask<LoginAnswer> attempt =
        new FutureTask<>(() -> attempt(current, client, user, password, now));
    try {
      hashing.execute(attempt);
    } catch (RejectedExecutionException full) {
      return new Unavailable("too many logins at once");
    }
    return await(attempt, limit);
  }

  /// Runs on a hashing thread. The bounds are looked at once more, because many guesses may have
  /// been waiting in parallel: only those being hashed at this moment can overshoot.
  private LoginAnswer attempt(
      PasswordFile current, IpAddress client, String user, byte[] password, Instant now) {
    if (failures.tooManyFrom(client, now)) {
      return new TooManyFailures(Bound.PREFIX);
    }
    if (failures.tooManyFor(user, now)) {
      return new TooManyFailures(Bound.LOGIN);
    }
    Optional<PasswordHash> hash = current.hashOf(user);
    // A name nobody has costs a hash all the same, or the time would tell.
    PasswordHash tried = hash.orElseGet(() -> current.decoy(remembered.secret(user)));
    ByteBuffer digest = remembered.digest(user, tried, password);
    if (tried.matches(password) && hash.isPresent()) {
      remembered.keep(digest, now);
      return new Accepted(user);
    }
    failures.count(client, user, now);
    return new Denied();
  }

  private LoginAnswer await(FutureTask<LoginAnswer> attempt, Duration limit) {
    try {
      return attempt.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      // One that has begun goes on, and its failure counts; one that waits need not begin.
      if (hashing.remove(attempt)) {
        attempt.cancel(false);
      }
      return new Unavailable("no answer in time");
    } catch (ExecutionException defect) {
      return new Unavailable("checking failed: " + defect.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Unavailable("interrupted");
    }
  }

  @Override
  public void close() {
    hashing.shutdownNow();
  }
}
