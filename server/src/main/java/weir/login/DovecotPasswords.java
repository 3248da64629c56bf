package weir.login;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.login.LoginAnswer.Unavailable;

/// Passwords that Dovecot knows, asked by its protocol for authentication clients: one connection
/// for all questions, made when one is needed.
///
/// What Dovecot cannot say now, or nobody says, is [PasswordSource.Answer.Unknown], never a no.
final class DovecotPasswords implements PasswordSource {

  private static final Logger log = LoggerFactory.getLogger(DovecotPasswords.class);

  /// Dovecot says nothing that changes with a password: what is remembered ends with its time.
  private static final Optional<String> BASIS = Optional.of("dovecot");

  private final Path socket;
  private final Semaphore turns;
  private final RandomGenerator random;
  private final ReentrantLock connecting = new ReentrantLock();
  private final AtomicBoolean silent = new AtomicBoolean();
  private volatile @Nullable DovecotConnection connection;

  /// @param atOnce questions without an answer at the same time; more are told to come again
  DovecotPasswords(Path socket, int atOnce, RandomGenerator random) {
    this.socket = socket;
    this.turns = new Semaphore(atOnce);
    this.random = random;
  }

  @Override
  public Optional<String> basis(String user) {
    return BASIS;
  }

  @Override
  public LoginAnswer inTurn(Duration limit, Supplier<LoginAnswer> attempt) {
    if (!turns.tryAcquire()) {
      return new Unavailable("too many logins at once");
    }
    try {
      return attempt.get();
    } finally {
      turns.release();
    }
  }

  @Override
  public Answer ask(Attempt attempt, Duration limit) {
    if (attempt.user().indexOf('\0') >= 0 || hasNul(attempt.password())) {
      return new Answer.Wrong(); // RFC 4616 section 2: in PLAIN it would be another name
    }
    long latest = System.nanoTime() + limit.toNanos();
    try {
      DovecotConnection resting = connection;
      if (resting != null && resting.isOpen()) {
        try {
          return meaning(resting.ask(attempt, left(latest)));
        } catch (IOException e) {
          if (left(latest).isNegative()) {
            throw e;
          }
          // it had been resting and was found dead: asked once more on a new one
        }
      }
      return meaning(connected(latest).ask(attempt, left(latest)));
    } catch (IOException e) {
      tellSilence(String.valueOf(e.getMessage()));
      return new Answer.Unknown("Dovecot at " + socket + ": " + e.getMessage());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown("interrupted");
    }
  }

  private Answer meaning(DovecotReply reply) {
    if (silent.compareAndSet(true, false)) {
      log.info("Dovecot at {} answers again", socket);
    }
    return switch (reply) {
      case DovecotReply.Ok(var user) -> new Answer.Right(user, BASIS.orElseThrow());
      case DovecotReply.Fail() -> new Answer.Wrong();
      case DovecotReply.NotNow(var why) -> new Answer.Unknown(why);
    };
  }

  /// The connection, a new one where there is none that lives. One attempt connects, the others
  /// wait for it.
  private DovecotConnection connected(long latest) throws IOException, InterruptedException {
    if (!connecting.tryLock(left(latest).toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("no answer in time");
    }
    try {
      DovecotConnection now = connection;
      if (now != null && now.isOpen()) {
        return now;
      }
      DovecotConnection fresh =
          DovecotConnection.open(socket, random.nextInt(1, Integer.MAX_VALUE), left(latest));
      connection = fresh;
      return fresh;
    } finally {
      connecting.unlock();
    }
  }

  private void tellSilence(String why) {
    if (silent.compareAndSet(false, true)) {
      log.warn("logins cannot be checked, Dovecot at {}: {}", socket, why);
    }
  }

  private static Duration left(long latest) {
    return Duration.ofNanos(latest - System.nanoTime());
  }

  private static boolean hasNul(byte[] octets) {
    for (byte octet : octets) {
      if (octet == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    DovecotConnection last = connection;
    if (last != null) {
      last.close("we stop");
    }
  }
}
