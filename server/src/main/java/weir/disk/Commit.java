package weir.disk;

import java.util.concurrent.atomic.AtomicReference;

/// The moment from which work counts. Before it whoever waits may call the work off; after it
/// nobody could say what is durable, so it is awaited to its end.
public final class Commit {
  private enum Phase {
    WRITING,
    COMMITTING,
    CALLED_OFF
  }

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WRITING);

  /// To be called once, just before the first act that somebody else can see.
  ///
  /// @return false when nobody waits any more: what was written so far must be undone
  public boolean begin() {
    return phase.compareAndSet(Phase.WRITING, Phase.COMMITTING);
  }

  /// Prevents the commit.
  ///
  /// @return false when it has begun
  boolean callOff() {
    return phase.compareAndSet(Phase.WRITING, Phase.CALLED_OFF);
  }
}
