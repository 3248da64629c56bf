package weir.held;

import java.util.List;

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

  /// The client left before anything was durable: nothing was kept.
  record ClientGone() implements Keeping {}
}
