package weir.gateway;

import java.io.IOException;
import weir.wire.Wire;

/// Has another thread end a session that waits for a command outside of a transaction, at once;
/// whoever is in a transaction may finish it first.
final class Recall {
  private final Wire wire;
  private boolean told;
  private boolean waiting;

  Recall(Wire wire) {
    this.wire = wire;
  }

  /// The session was told to end, and its client has nothing under way.
  static final class Told extends IOException {
    Told() {
      super("stopping");
    }
  }

  /// From another thread: the session is to end.
  synchronized void tell() {
    told = true;
    if (waiting) {
      wire.recall();
    }
  }

  /// The session waits for a command from now on.
  ///
  /// @param idle whether no transaction is under way
  synchronized void beginWaiting(boolean idle) throws Told {
    waiting = idle;
    endIfTold();
  }

  /// A command that came together with the order to end is not begun: its input may be cut off.
  synchronized void endWaiting() throws Told {
    endIfTold();
    waiting = false;
  }

  private void endIfTold() throws Told {
    if (told && waiting) {
      throw new Told();
    }
  }
}
