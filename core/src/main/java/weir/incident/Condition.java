package weir.incident;

import weir.meter.Reading;

/// When a rule holds. Implementations are pure, and safe for use by many threads.
@FunctionalInterface
public interface Condition {
  Held holds(Reading reading);

  /// Whether it does.
  sealed interface Held {
    Held YES = new Yes();
    Held NO = new No();

    static Held of(boolean holds) {
      return holds ? YES : NO;
    }

    record Yes() implements Held {}

    record No() implements Held {}

    /// It cannot be told. Nobody is accused by what is not known.
    ///
    /// @param cause for people
    record Unknown(String cause) implements Held {}
  }
}
