package weir.held;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is in the store now.
///
/// @param messages by state; those that are gone are records only
/// @param withoutIndex messages that were set aside, of which nothing is known but their octets
/// @param bytes of the messages that are here, those set aside among them
/// @param oldestPending since when the oldest one waits for a next hop's answer
public record HeldCounts(
    Map<HeldState, Long> messages, long withoutIndex, long bytes, Optional<Instant> oldestPending) {

  public HeldCounts {
    messages = Map.copyOf(messages);
  }

  public long of(HeldState state) {
    return messages.getOrDefault(state, 0L);
  }
}
