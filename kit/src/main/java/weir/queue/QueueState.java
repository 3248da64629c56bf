package weir.queue;

/// Where a message stands in its queue.
public enum QueueState {
  /// Handed in, and not yet looked at by whoever delivers.
  ARRIVING,
  /// Being delivered, or next.
  ACTIVE,
  /// In the queue, where the server keeps no difference between tried and untried.
  WAITING,
  /// Tried without success, to be tried again.
  DEFERRED,
  /// Nobody tries it until somebody releases it.
  HELD,
  /// Set aside by the server, which could not read it.
  CORRUPT
}
