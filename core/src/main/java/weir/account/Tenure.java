package weir.account;

import java.time.Instant;

/// Who had an identity for a time.
///
/// @param account the id of the account
/// @param from the first moment; [Instant#MIN] for "as long as anybody knows"
/// @param to the first moment after it; [Instant#MAX] for "still"
public record Tenure(Identity identity, String account, Instant from, Instant to) {

  /// @throws IllegalArgumentException when it ends before it begins
  public Tenure {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a tenure ends after it began");
    }
  }

  /// Since ever, and still.
  public static Tenure always(Identity identity, String account) {
    return new Tenure(identity, account, Instant.MIN, Instant.MAX);
  }

  /// Whether it was theirs at a time.
  public boolean includes(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  boolean overlaps(Tenure other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
