package weir.observation;

import java.util.Optional;

/// The passages that are not kept in memory any more.
@FunctionalInterface
public interface LetGo {
  /// The one with a leg of this very key, if there is one.
  Optional<Passage> passage(QueueKey key);
}
