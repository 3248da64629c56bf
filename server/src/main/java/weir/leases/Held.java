package weir.leases;

import java.time.Instant;
import weir.response.Holding;
import weir.response.Target;

/// What was put at a place for a target.
///
/// @param doing what was about to be done when it was written down last
public record Held(String point, Target target, Holding holding, Doing doing, Instant since) {

  /// An intent, or that it is done.
  public enum Doing {
    /// It may have been put already.
    PUTTING,
    /// It is there.
    DONE,
    /// It may have been taken already.
    TAKING
  }

  /// Whether it is known to be there.
  public boolean isDone() {
    return doing == Doing.DONE;
  }
}
