package weir.passages;

import java.util.List;
import java.util.Optional;

/// Which passage somebody speaks of, who has seen the message elsewhere.
public sealed interface Match {

  /// This one.
  ///
  /// @param why it is known, for people
  record One(Laid laid, String why) implements Match {}

  /// One of these, and nothing tells which. It is never guessed.
  ///
  /// @param some the first of them: those with the subject that is told first, and of these the
  ///   nearest in time
  /// @param all how many there are, as far as was counted
  /// @param accounts how many of all are each account's, the most first; they tell how many fit,
  ///   and nothing of which is meant
  /// @param why no more is known, for people
  record Several(List<Laid> some, int all, List<OfAccount> accounts, String why) implements Match {
    public Several {
      some = List.copyOf(some);
      accounts = List.copyOf(accounts);
    }
  }

  /// Candidates of one account.
  ///
  /// @param account empty for those that are nobody's
  record OfAccount(Optional<String> account, int messages) {}

  /// None that is known here.
  ///
  /// @param why, for people
  record None(String why) implements Match {}
}
