package weir.notices;

/// Hears what people should know. Safe for use by many threads; never throws, and waits for no
/// receiver.
@FunctionalInterface
public interface Notices {
  /// Nobody is told.
  Notices NONE = _ -> {};

  /// Told twice with the same id before it was sent is told once.
  void tell(Notice notice);
}
