package weir.config;

import java.util.List;

/// What came of reading a configuration file.
public sealed interface Binding<T> {
  /// The settings, and where each of them stands.
  record Bound<T>(T value, Positions positions) implements Binding<T> {}

  /// All mistakes of the file, in the order of its lines; never empty.
  record Refused<T>(List<Mistake> mistakes) implements Binding<T> {}
}
