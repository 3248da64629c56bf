package weir.meter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a meter shows at a moment.
public final class Reading {
  private final MeterKey key;
  private final long[][] values;
  private final @Nullable Usual usual;

  Reading(MeterKey key, long[][] values, @Nullable Usual usual) {
    this.key = key;
    this.values = values;
    this.usual = usual;
  }

  static Reading none(MeterKey key) {
    return new Reading(key, new long[Measure.values().length][Window.values().length], null);
  }

  /// Whose meter it is.
  public MeterKey key() {
    return key;
  }

  /// What was counted in the window that ends now.
  public long value(Measure measure, Window window) {
    return values[measure.place()][window.place()];
  }

  /// What is usual; empty until two weeks after the first message.
  public Optional<Usual> usual() {
    return Optional.ofNullable(usual);
  }
}
