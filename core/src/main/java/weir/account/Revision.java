package weir.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a new book changes, so that a broken export does not become everybody's suspension: half an
/// answer of a panel looks like half of the customers having left.
///
/// @param accounts how many there were before
/// @param removed how many of them are not in the new book
/// @param identities how many belonged to somebody before
/// @param moved how many of them belong to somebody else now
/// @param lost how many of them belong to nobody now, although their accounts are still there
public record Revision(int accounts, int removed, int identities, int moved, int lost) {
  /// A revision that removes more than this share of the accounts, or of what they have, is
  /// refused, in percent.
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
    int lost = 0;
    for (List<Tenure> had : before.tenures().lists()) {
      Identity identity = had.getFirst().identity();
      if (before.owner(identity, had, now)
          instanceof Ownership.Owned(Account owner, Tenure tenure)) {
        identities++;
        switch (after.owner(identity, now)) {
          case Ownership.Owned(Account next, Tenure then) ->
              moved += next.id().equals(owner.id()) ? 0 : 1;
          case Ownership.Nobody _ -> lost += after.account(owner.id()).isPresent() ? 1 : 0;
          case Ownership.Several _, Ownership.Shared _, Ownership.Unknown _ -> {}
        }
      }
    }
    return new Revision(before.accounts().size(), removed, identities, moved, lost);
  }

  /// Why it is refused, for people; empty when it is not.
  public Optional<String> refusal() {
    return refusal(MOST_REMOVED, MOST_MOVED);
  }

  /// The same by other shares.
  ///
  /// @param mostRemoved in percent, of accounts that are removed and of identities that are lost
  /// @param mostMoved in percent, of identities
  public Optional<String> refusal(int mostRemoved, int mostMoved) {
    return isMore(removed, accounts, mostRemoved)
        ? Optional.of(said(removed, accounts, "accounts are missing", mostRemoved))
        : isMore(moved, identities, mostMoved)
            ? Optional.of(
                said(moved, identities, "identities belong to another account", mostMoved))
            : isMore(lost, identities, mostRemoved)
                ? Optional.of(
                    said(lost, identities, "identities belong to nobody now", mostRemoved))
                : Optional.empty();
  }

  private static boolean isMore(int some, int all, int percent) {
    return (long) some * 100 > (long) all * percent;
  }

  private static String said(int some, int all, String what, int percent) {
    return "%d of %d %s, more than %d %%".formatted(some, all, what, percent);
  }
}
