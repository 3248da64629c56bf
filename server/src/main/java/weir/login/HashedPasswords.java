package weir.login;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import weir.login.LoginAnswer.Unavailable;
import weir.threads.FewThreads;

/// Passwords by their hashes in a file, a few hashed at a time.
final class HashedPasswords implements PasswordSource {

  private final ProcessKey key;
  private final BiPredicate<PasswordHash, byte[]> hasher;
  private final FewThreads hashing;
  private volatile PasswordFile file;

  /// @param hasher whether a password is the one of a hash: [PasswordHash#matches]
  HashedPasswords(
      PasswordFile file,
      int atOnce,
      int waiting,
      ProcessKey key,
      BiPredicate<PasswordHash, byte[]> hasher) {
    this.file = file;
    this.key = key;
    this.hasher = hasher;
    // Platform threads: a hash on a virtual one would hold its carrier, and with it other sessions.
    this.hashing = new FewThreads("login", atOnce, waiting);
  }

  void use(PasswordFile newer) {
    file = newer;
  }

  @Override
  public Optional<String> basis(String user) {
    return file.hashOf(user).map(PasswordHash::text);
  }

  @Override
  public LoginAnswer inTurn(Duration limit, Supplier<LoginAnswer> attempt) {
    FutureTask<LoginAnswer> task = new FutureTask<>(attempt::get);
    try {
      hashing.execute(task);
    } catch (RejectedExecutionException full) {
      return new Unavailable("too many logins at once");
    }
    return await(task, limit);
  }

  private LoginAnswer await(FutureTask<LoginAnswer> task, Duration limit) {
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      // One that has begun goes on, and its failure counts; one that waits need not begin.
      if (hashing.remove(task)) {
        task.cancel(false);
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
  public Answer ask(Attempt attempt, Duration limit) {
    PasswordFile current = file;
    Optional<PasswordHash> hash = current.hashOf(attempt.user());
    // A name nobody has costs a hash all the same, or the time would tell.
    PasswordHash tried = hash.orElseGet(() -> current.decoy(key.number(attempt.user())));
    return hasher.test(tried, attempt.password()) && hash.isPresent()
        ? new Answer.Right(attempt.user(), tried.text())
        : new Answer.Wrong();
  }

  @Override
  public void close() {
    hashing.shutdownNow();
  }
}
