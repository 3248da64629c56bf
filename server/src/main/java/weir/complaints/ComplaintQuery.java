package weir.complaints;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which complaints are listed.
///
/// @param since not older ones
/// @param everything bounces and automatic replies, too
/// @param states those in one of these
/// @param account those that were proved to be this one's
/// @param most lines at most, the newest
public record ComplaintQuery(
    Instant since,
    boolean everything,
    Set<ComplaintState> states,
    Optional<String> account,
    int most) {
  public ComplaintQuery {
    states = Set.copyOf(states);
  }

  /// In any state, whosesoever.
  public ComplaintQuery(Instant since, boolean everything, int most) {
    this(since, everything, EnumSet.allOf(ComplaintState.class), Optional.empty(), most);
  }
}
