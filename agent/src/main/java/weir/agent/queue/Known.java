package weir.agent.queue;

import java.time.Instant;
import java.util.Optional;

/// A message in a queue that was told of.
///
/// @param since its key's time
/// @param stamp of its file: while it is the same, nothing that matters has changed
/// @param held it is, as was told
/// @param seen when it was there last
/// @param missed the first look in which it was not there any more
record Known(Instant since, Stamp stamp, boolean held, Instant seen, Optional<Instant> missed) {

  /// What a listing tells without a file being read.
  ///
  /// @param made when the file was made, in milliseconds, where the file system knows it, else when
  ///   it was changed last; an id that was given again has another file
  /// @param held by its place
  record Stamp(long made, boolean held) {}

  Known at(Instant now) {
    return new Known(since, stamp, held, now, Optional.empty());
  }

  Known missing(Instant now) {
    return new Known(since, stamp, held, seen, missed.or(() -> Optional.of(now)));
  }
}
