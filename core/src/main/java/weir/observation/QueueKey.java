package weir.observation;

import java.time.Instant;

/// A message in the queue of one mail server. Short ids are used again, some at once, so the time
/// at which the id was given belongs to it.
///
/// @param host the provider's own name for it
/// @param id what the server calls it
/// @param since when it came into the queue, as the source tells
public record QueueKey(String host, String id, Instant since) {}
