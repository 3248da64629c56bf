package weir.held;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import weir.net.IpPrefix;

/// What is looked for; everything that is given must hold.
///
/// @param sender an address or a domain; empty text for the null sender
/// @param recipient an address or a domain
/// @param finding the id of a finding, `id/subject` where it has one, or of what decided
/// @param since received at that time or later
/// @param limit rows at most, the newest
public record HeldQuery(
    Optional<String> id,
    Set<HeldState> states,
    Optional<String> sender,
    Optional<String> recipient,
    Optional<IpPrefix> client,
    Optional<String> finding,
    Optional<Instant> since,
    int limit) {

  /// Whatever there is.
  public static final HeldQuery ALL =
      new HeldQuery(
          Optional.empty(),
          Set.of(HeldState.values()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Integer.MAX_VALUE);

  public HeldQuery {
    states = Set.copyOf(states);
  }

  /// Everything with this id, whatever its state.
  static HeldQuery of(String id) {
    return new HeldQuery(
        Optional.of(id),
        Set.of(HeldState.values()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Integer.MAX_VALUE);
  }
}
