package weir.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The table that a panel writes: one domain or address a line, then what holds for it.
///
/// ```
/// shop.example        hop=inside policy=strict recipients=map
/// ann@shop.example
/// bob@shop.example    policy=lenient
/// blog.example        recipients=call-forward
/// ```
///
/// `recipients=map` means that the addresses in this table are the ones that exist.
public final class RoutingMap {

  /// What a line says.
  record Line(Optional<String> hop, Optional<String> policy, Recipients recipients) {}

  /// Who knows the recipients of a domain.
  enum Recipients {
    UNSAID,
    MAP,
    CALL_FORWARD
  }

  /// A line that cannot be understood.
  public record Mistake(int line, String reason) {}

  /// A table as far as it could be read, and what could not.
  public record Reading(RoutingMap map, List<Mistake> mistakes) {}

  public static final RoutingMap EMPTY = new RoutingMap(Map.of());

  private final Map<String, Line> lines;

  private RoutingMap(Map<String, Line> lines) {
    this.lines = lines;
  }

  Optional<Line> line(String key) {
    return Optional.ofNullable(lines.get(key));
  }

  public int size() {
    return lines.size();
  }

  /// Names of hops that the table uses.
  public List<String> hops() {
    return lines.values().stream().flatMap(line -> line.hop().stream()).distinct().toList();
  }

  public static Reading read(List<String> text) {
    Map<String, Line> lines = new HashMap<>();
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+");
      try {
        if (lines.putIfAbsent(words[0].toLowerCase(Locale.ROOT), line(words)) != null) {
          mistakes.add(new Mistake(i + 1, "\"" + words[0] + "\" stands here a second time"));
        }
      } catch (IllegalArgumentException e) {
        mistakes.add(new Mistake(i + 1, String.valueOf(e.getMessage())));
      }
    }
    return new Reading(new RoutingMap(lines), mistakes);
  }

  private static Line line(String[] words) {
    Optional<String> hop = Optional.empty();
    Optional<String> policy = Optional.empty();
    Recipients recipients = Recipients.UNSAID;
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      String key = equals < 0 ? words[i] : words[i].substring(0, equals);
      String value = equals < 0 ? "" : words[i].substring(equals + 1);
      switch (key) {
        case "hop" -> hop = Optional.of(value);
        case "policy" -> policy = Optional.of(value);
        case "recipients" -> recipients = recipients(value);
        default ->
            throw new IllegalArgumentException(
                "\"" + key + "\" is unknown here: hop=, policy= and recipients= are known");
      }
    }
    return new Line(hop, policy, recipients);
  }

  private static Recipients recipients(String value) {
    return switch (value) {
      case "map" -> Recipients.MAP;
      case "call-forward" -> Recipients.CALL_FORWARD;
      default ->
          throw new IllegalArgumentException(
              "recipients=\"" + value + "\": map and call-forward are known");
    };
  }
}
