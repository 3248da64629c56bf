package weir.held;

import java.util.List;
import weir.disk.FullDisk;

/// What came of keeping a message.
public sealed interface Keeping {

  /// It is durable. Where it is pending, [HeldStore#settle] must follow.
  record Durable(List<Key> rows) implements Keeping {
    public Durable {
      rows = List.copyOf(rows);
    }
  }

  /// There is no room, by this limit: nothing was kept (452 4.3.1).
  record Full(String limit) implements Keeping {}

  /// The disk has no room: nothing was kept (452 4.3.1).
  record DiskFull(String cause) implements Keeping {}

  /// The disk did not take it: nothing was kept (451 4.3.0).
  record Failed(String cause) implements Keeping {}

  /// A step for which the disk has no room, or which failed.
  static Keeping notDone(String what, Exception why) {
    String cause = what + ": " + why;
    return FullDisk.caused(why) ? new DiskFull(cause) : new Failed(cause);
  }

  /// The client left before anything was durable: nothing was kept.
  record ClientGone() implements Keeping {}
}
