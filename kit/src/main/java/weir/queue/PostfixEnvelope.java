package weir.queue;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.maillog.Entrance;
import weir.net.IpAddress;

/// What the records of a Postfix queue file say around the content: before it, and behind it where
/// recipients stand that were taken out of the header.
final class PostfixEnvelope {
  private static final int MOST_ATTRIBUTES = 200;

  private final Map<String, String> attributes = new HashMap<>();
  private final Recipients open = new Recipients();
  private final Recipients done = new Recipients();
  private Optional<Instant> arrived = Optional.empty();
  private Optional<String> sender = Optional.empty();
  private OptionalLong octets = OptionalLong.empty();
  private long content = -1;

  /// Reads all records.
  static PostfixEnvelope read(FileWindow file) throws IOException, BrokenFile {
    PostfixEnvelope envelope = new PostfixEnvelope();
    PostfixRecords records = new PostfixRecords(file, 0);
    boolean inside = false;
    while (records.next() && (inside || records.type() != 'E')) {
      if (inside) {
        inside = records.type() != 'X';
      } else if (records.type() == 'M') {
        inside = true;
        envelope.content = records.place();
      } else {
        envelope.take(records);
      }
    }
    if (envelope.content < 0) {
      throw new BrokenFile("it has no content");
    }
    return envelope;
  }

  private void take(PostfixRecords record) throws IOException {
    switch (record.type()) {
      case 'C' -> octets = number(record.text());
      case 'T' -> arrived = time(record.text());
      case 'S' -> sender = Optional.of(record.text());
      case 'A' -> attribute(record.text());
      case 'R' -> open.add(record.text());
      case 'D' -> done.add(record.text());
      default -> {}
    }
  }

  private static OptionalLong number(String text) {
    String first = text.strip();
    int end = first.indexOf(' ');
    try {
      long number = Long.parseLong(end < 0 ? first : first.substring(0, end));
      return number >= 0 ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static Optional<Instant> time(String text) {
    OptionalLong seconds = number(text);
    return seconds.isPresent() && seconds.getAsLong() <= Instant.MAX.getEpochSecond()
        ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
        : Optional.empty();
  }

  private void attribute(String text) {
    int equals = text.indexOf('=');
    if (equals > 0 && attributes.size() < MOST_ATTRIBUTES) {
      attributes.put(text.substring(0, equals), text.substring(equals + 1));
    }
  }

  /// The network client that Postfix wrote down. Behind a content filter that speaks XFORWARD the
  /// `log_` attributes tell the one before the filter.
  Optional<Entrance> client() {
    Optional<String> address = known("log_client_address").or(() -> known("client_address"));
    Optional<String> login = known("sasl_username");
    if (address.isEmpty() && login.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Entrance.Client(
            address.flatMap(PostfixEnvelope::address),
            known("log_client_port").map(PostfixEnvelope::port).orElse(OptionalInt.empty()),
            known("log_client_name"),
            known("log_helo_name"),
            login.map(name -> new Entrance.Login(known("sasl_method").orElse("SASL"), name))));
  }

  private Optional<String> known(String name) {
    return Optional.ofNullable(attributes.get(name))
        .filter(value -> !value.isEmpty() && !value.equals("unknown"));
  }

  private static Optional<IpAddress> address(String text) {
    boolean tagged = text.toLowerCase(Locale.ROOT).startsWith("ipv6:");
    return IpAddress.parse(tagged ? text.substring("ipv6:".length()) : text);
  }

  private static OptionalInt port(String text) {
    OptionalLong port = number(text);
    return port.isPresent() && port.getAsLong() <= 65_535
        ? OptionalInt.of((int) port.getAsLong())
        : OptionalInt.empty();
  }

  /// Where the records of the content begin.
  long content() {
    return content;
  }

  /// When the server gave it the id that it has. The record `T` is older where the message waited
  /// in `maildrop`, under another one.
  Optional<Instant> created() {
    return known("create_time").flatMap(PostfixEnvelope::time);
  }

  /// Whether local(8) made it of another message, for a forward: it passes on what it knows of that
  /// one, whose id it names, but no client of its own.
  boolean isCopy(String id) {
    return known("client_address").isEmpty()
        && known("log_ident").filter(other -> !other.equals(id)).isPresent();
  }

  /// @param since when it came under this id, if it had none before
  QueuedMessage message(QueueFile file, Optional<Entrance> by, Optional<Instant> since) {
    return new QueuedMessage(
        file.id(),
        file.state(),
        file.queue(),
        arrived,
        since,
        by,
        sender,
        open.kept(),
        done.kept(),
        open.count(),
        octets);
  }
}
