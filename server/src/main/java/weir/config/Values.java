package weir.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import weir.mail.Domain;
import weir.mail.Path.Mailbox;
import weir.mail.PathParser;
import weir.net.IpAddress;
import weir.net.IpPrefix;

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
        .with(new ValueType<>(Endpoint.class, "a host and port", "127.0.0.1:25", Endpoint::parse))
        .with(ValueType.of(IpAddress.class, "an IP address", "192.0.2.1", IpAddress::parse))
        .with(new ValueType<>(IpPrefix.class, "an IP network", "192.0.2.0/24", Values::prefix))
        .with(ValueType.of(Domain.class, "a domain", "example.com", Domain::parse))
        .with(
            ValueType.of(
                Mailbox.class, "a mail address", "postmaster@example.com", Values::mailbox));
  }

  private static IpPrefix prefix(String text) {
    try {
      return IpPrefix.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Text.cited(text) + " is not an IP network such as \"192.0.2.0/24\": " + e.getMessage(),
          e);
    }
  }

  private static Optional<Mailbox> mailbox(String text) {
    return PathParser.parse(text, true) instanceof PathParser.Parsed(Mailbox mailbox, var route, _)
            && route.isEmpty()
        ? Optional.of(mailbox)
        : Optional.empty();
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
