package weir.login;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Who knows the passwords. Counts and remembers nothing: that is [Logins]' part, the same for
/// every source.
sealed interface PasswordSource extends AutoCloseable permits HashedPasswords, DovecotPasswords {

  /// What came of asking.
  sealed interface Answer {

    /// @param login the name as the source has it
    /// @param basis what the answer rests on, as [PasswordSource#basis] had it
    record Right(String login, String basis) implements Answer {}

    /// Or there is no such name.
    record Wrong() implements Answer {}

    record Unknown(String cause) implements Answer {}
  }

  /// A text that changes when what is remembered of this name no longer counts; empty where nothing
  /// can be remembered of it.
  Optional<String> basis(String user);

  /// Runs the attempt when it is its turn, on a thread that may be held up.
  ///
  /// @return [LoginAnswer.Unavailable] where too many wait, or `limit` is over
  LoginAnswer inTurn(Duration limit, Supplier<LoginAnswer> attempt);

  /// Asks. Blocks, no longer than `limit` where others are asked.
  Answer ask(Attempt attempt, Duration limit);

  @Override
  void close();
}
