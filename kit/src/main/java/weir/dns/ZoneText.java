package weir.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.net.IpAddress;

/// Reads the lines of a [Zone].
final class ZoneText {

  private final Map<String, Map<RecordType, List<DnsRecord>>> names;
  private final Map<String, Zone.Trouble> troubles;
  private Duration ttl;

  ZoneText(
      Map<String, Map<RecordType, List<DnsRecord>>> names,
      Map<String, Zone.Trouble> troubles,
      Duration ttl) {
    this.names = names;
    this.troubles = troubles;
    this.ttl = ttl;
  }

  Zone read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = withoutComment(line).strip();
      if (!content.isEmpty()) {
        try {
          line(content.split("\\s+", 3));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    return new Zone(names, troubles, ttl);
  }

  private void line(String[] words) {
    if (words.length == 2 && words[0].equalsIgnoreCase("ttl")) {
      ttl = Duration.ofSeconds(number(words[1]));
      return;
    }
    String name = owner(words[0]);
    if (words.length == 2) {
      troubles.put(name, oneOf(Zone.Trouble.values(), words[1]));
      return;
    }
    if (words.length < 3) {
      throw new IllegalArgumentException("a name and nothing more");
    }
    RecordType type = oneOf(RecordType.values(), words[1]);
    names
        .computeIfAbsent(name, _ -> new EnumMap<>(RecordType.class))
        .computeIfAbsent(type, _ -> new ArrayList<>())
        .add(data(type, words[2]));
  }

  private static DnsRecord data(RecordType type, String text) {
    return switch (type) {
      case A, AAAA -> new DnsRecord.Address(address(text, type));
      case PTR, NS, CNAME, SOA -> new DnsRecord.Name(name(text));
      case MX -> {
        String[] words = text.split("\\s+", 2);
        if (words.length < 2) {
          throw new IllegalArgumentException("MX is a number and a name");
        }
        yield new DnsRecord.Mx(number(words[0]), name(words[1]));
      }
      case TXT -> new DnsRecord.Text(text.startsWith("\"") ? quoted(text) : text);
    };
  }

  private static IpAddress address(String text, RecordType type) {
    return IpAddress.parse(text)
        .filter(address -> address.isV4() == (type == RecordType.A))
        .orElseThrow(() -> new IllegalArgumentException("no address for " + type + ": " + text));
  }

  private static String owner(String text) {
    Optional<IpAddress> address = IpAddress.parse(text);
    return address.isPresent() ? address.get().reverseName() : name(text);
  }

  /// Any name that is askable; the root is written `.`.
  private static String name(String text) {
    return Question.of(text, RecordType.A)
        .map(Question::name)
        .orElseThrow(() -> new IllegalArgumentException("not a name: " + text));
  }

  private static int number(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException("not a number: " + text);
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String text) {
    String wanted = text.toUpperCase(Locale.ROOT);
    for (E value : values) {
      if (value.name().equals(wanted)) {
        return value;
      }
    }
    throw new IllegalArgumentException(text + " is none of " + Arrays.toString(values));
  }

  /// Strings in quotes, joined; within them `\DDD` is an octet and a backslash takes the next
  /// character as it is (RFC 1035 section 5.1).
  private static String quoted(String text) {
    StringBuilder joined = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        inside = !inside;
      } else if (inside && c == '\\') {
        boolean octet = i + 3 < text.length() && Character.isDigit(text.charAt(i + 1));
        joined.append(octet ? (char) number(text.substring(i + 1, i + 4)) : text.charAt(i + 1));
        i += octet ? 3 : 1;
      } else if (inside) {
        joined.append(c);
      }
    }
    if (inside) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    return joined.toString();
  }

  private static String withoutComment(String line) {
    boolean inside = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        inside = !inside;
      } else if (c == '#' && !inside) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
