package weir.account;

import java.time.Instant;
import java.util.Optional;

/// What a new book changes, so that a broken export does not become everybody's suspension: half an
/// answer of a panel looks like half of the customers having left.
///
/// @param accounts how many there were before
/// @param removed how many of them are not in the new book
/// @param identities how many belonged to somebody before
/// @param moved how many of them belong to somebody else now
public record Revision(int accounts, int removed, int identities, int moved) {
  /// A revision that removes more than this share of the accounts is refused, in percent.
  public static final int MOST_REMOVED = 5;

  /// A revision that gives more than this share of the identities to another account is refused, in
  /// percent.
  public static final int MOST_MOVED = 1;

  /// What becomes of the old book by the new one, as both are at a time.
  public static Revision between(AccountBook before, AccountBook after, Instant now) {
    int removed = 0;
    for (Account account : before.accounts()) {
      removed += after.account(account.id()).isEmpty() ? 1 : 0;
    }
    int identities = 0;
    int moved = 0;
    for (Identity identity : before.tenures().keySet()) {
      if (before.owner(identity, now) instanceof Ownership.Owned(Account owner, Tenure tenure)) {
        identities++;
        if (after.owner(identity, now) instanceof Ownership.Owned(Account next, Tenure then)
            && !next.id().equals(owner.id())) {
          moved++;
        }
      }
    }
    return new Revision(before.accounts().size(), removed, identities, moved);
  }

  /// Why it is refused, for people; empty when it is not.
  public Optional<String> refusal() {
    if ((long) removed * 100 > (long) accounts * MOST_REMOVED) {
      return Optional.of(
          removed + " of " + accounts + " accounts are missing, more than " + MOST_REMOVED + " %");
    }
    if ((long) moved * 100 > (long) identities * MOST_MOVED) {
      return Optional.of(
          moved
              + " of "
              + identities
              + " identities belong to another account, more than "
              + MOST_MOVED
              + " %");
    }
    return Optional.empty();
  }
}
