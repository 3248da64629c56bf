package weir.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.config.Reading.Spot;

/// The bounds of a [Range], applied to a value or to each element of it.
final class Bounds {
  private final Kind scalar;
  private final Range range;
  private final Reading reading;

  Bounds(Setting setting, Reading reading) {
    this.scalar = scalar(setting.kind());
    this.range = setting.range().orElseThrow();
    this.reading = reading;
  }

  boolean hold(Object value, Spot spot) {
    return switch (value) {
      case Optional<?> maybe -> maybe.isEmpty() || hold(maybe.get(), spot);
      case List<?> items -> {
        boolean all = true;
        for (int i = 0; i < items.size(); i++) {
          all &= hold(items.get(i), spot.item(i));
        }
        yield all;
      }
      case Map<?, ?> entries -> {
        boolean all = true;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          all &= hold(entry.getValue(), spot.key(entry.getKey().toString(), spot.written()));
        }
        yield all;
      }
      case Comparable<?> number -> holdsFor(number, spot);
      default -> throw new IllegalStateException("no bounds for " + value.getClass());
    };
  }

  private boolean holdsFor(Comparable<?> value, Spot spot) {
    if (!range.from().isEmpty() && compare(value, range.from()) < 0) {
      reading.mistake(spot, written(value) + " is too little; " + text(range));
      return false;
    }
    if (!range.to().isEmpty() && compare(value, range.to()) > 0) {
      reading.mistake(spot, written(value) + " is too much; " + text(range));
      return false;
    }
    return true;
  }

  /// The bounds in words: `must be from 1s to 1h`, `must be at least 1`, `must be at most 50MB`.
  static String text(Range range) {
    if (range.to().isEmpty()) {
      return "must be at least " + range.from();
    }
    return range.from().isEmpty()
        ? "must be at most " + range.to()
        : "must be from " + range.from() + " to " + range.to();
  }

  private static String written(Object value) {
    return value instanceof Duration duration ? Durations.text(duration) : value.toString();
  }

  @SuppressWarnings("unchecked") // a bound is read as the kind of the value it bounds
  private int compare(Comparable<?> value, String bound) {
    return ((Comparable<Object>) value).compareTo(bound(bound));
  }

  private Object bound(String text) {
    Object toml = Fallback.toml(scalar, text);
    return switch (scalar) {
      case Kind.Whole(boolean wide) when !wide && toml instanceof Long number -> number.intValue();
      case Kind.Whole _ -> toml;
      case Kind.Fraction _ when toml instanceof Long number -> number.doubleValue();
      case Kind.Fraction _ -> toml;
      case Kind.Value(var type) -> type.parse().apply(text);
      default -> throw new IllegalStateException("no bounds for " + scalar.name());
    };
  }

  private static Kind scalar(Kind kind) {
    return switch (kind) {
      case Kind.Maybe(var inner) -> scalar(inner);
      case Kind.Many(var element) -> scalar(element);
      case Kind.Named(_, var element) -> scalar(element);
      default -> kind;
    };
  }
}
