package weir.held;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is in the store now.
///
/// @param messages by state; those that are gone are records only
/// @param bytes of the messages that are here
/// @param oldestPending since when the oldest one waits for a next hop's answer
public record HeldCounts(
    Map<HeldState, Long> messages, long bytes, Optional<Instant> oldestPending) {

  public HeldCounts {
    messages = Map.copyOf(messages);
  }

  public long of(HeldState state) {
    return messages.getOrDefault(state, 0L);
  }
}
