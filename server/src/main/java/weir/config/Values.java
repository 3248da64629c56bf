package weir.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The value types that settings may have besides numbers, words, paths, lists, maps and records.
/// Immutable.
public final class Values {
  private final Map<Class<?>, ValueType<?>> types;

  private Values(Map<Class<?>, ValueType<?>> types) {
    this.types = types;
  }

  /// Text, durations, sizes, endpoints, and the values of mail: addresses, prefixes, domains.
  public static Values standard() {
    return new Values(Map.of())
        .with(new ValueType<>(String.class, "a text", "some text", Function.identity()))
        .with(new ValueType<>(Duration.class, "a duration", "5s", Durations::parse))
        .with(new ValueType<>(ByteSize.class, "a size", "50MB", ByteSize::parse))
        .with(new ValueType<>(Endpoint.class, "a host and port", "127.0.0.1:25", Endpoint::parse));
  }

  /// These and one more; a type that is there already is replaced.
  public Values with(ValueType<?> type) {
    Map<Class<?>, ValueType<?>> more = new HashMap<>(types);
    more.put(type.type(), type);
    return new Values(more);
  }

  Optional<ValueType<?>> find(Class<?> type) {
    return Optional.ofNullable(types.get(type));
  }
}
