package weir.incident;

import java.util.OptionalLong;
import weir.meter.Figure;
import weir.meter.Reading;

/// How far a condition is from holding, as one figure says.
public final class Margin {
  /// Beyond it nobody gets.
  private static final long MOST = 1L << 40;

  private Margin() {}

  /// The value at which a condition would hold, were this figure alone to grow.
  ///
  /// @param reading for which it does not hold
  /// @return empty where it would hold at no value
  public static OptionalLong of(Condition condition, Reading reading, Figure.Counted figure) {
    long no = reading.value(figure.measure(), figure.window());
    long yes = no + 1;
    while (!holds(condition, reading, figure, yes)) {
      no = yes;
      yes = yes * 2;
      if (yes > MOST) {
        return OptionalLong.empty();
      }
    }
    while (yes - no > 1) {
      long middle = no + (yes - no) / 2;
      if (holds(condition, reading, figure, middle)) {
        yes = middle;
      } else {
        no = middle;
      }
    }
    return OptionalLong.of(yes);
  }

  private static boolean holds(
      Condition condition, Reading reading, Figure.Counted figure, long value) {
    return condition.holds(reading.with(figure.measure(), figure.window(), value))
        instanceof Condition.Held.Yes;
  }
}
