package weir.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table that a panel writes: one domain or address a line, then what holds for it.
///
/// ```
/// shop.example        hop=inside policy=strict recipients=map
/// ann@shop.example
/// bob@shop.example    policy=lenient
/// blog.example        recipients=call-forward
/// .blog.example       recipients=call-forward
/// ```
///
/// Names are written as anybody writes them, `Müller.example` too. A domain with a dot before it
/// stands for every domain below it that has no line of its own. `recipients=map` means that the
/// addresses in this table are the ones that exist.
public final class RoutingMap {

  /// A line that cannot be understood.
  public record Mistake(int line, String reason) {}

  /// A table as far as it could be read, and what could not.
  public record Reading(RoutingMap map, List<Mistake> mistakes) {}

  public static final RoutingMap EMPTY = new RoutingMap(Map.of());

  private final Map<String, MapLine> lines;

  private RoutingMap(Map<String, MapLine> lines) {
    this.lines = lines;
  }

  Optional<MapLine> line(String key) {
    return Optional.ofNullable(lines.get(key));
  }

  /// The line that stands for domains below the nearest one above this. Nothing is above an address
  /// literal.
  Optional<MapLine> above(String domain) {
    if (domain.startsWith("[")) {
      return Optional.empty();
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      MapLine line = lines.get(domain.substring(dot));
      if (line != null) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  public int size() {
    return lines.size();
  }

  /// @param names what its lines may name
  public static Reading read(List<String> text, MapNames names) {
    Map<String, MapLine> lines = new HashMap<>();
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+");
      int number = i + 1;
      try {
        MapLine said = MapLine.of(List.of(words).subList(1, words.length));
        names.mistake(said).ifPresent(why -> mistakes.add(new Mistake(number, why)));
        if (lines.putIfAbsent(TableKey.of(words[0]), said) != null) {
          mistakes.add(new Mistake(number, "\"" + words[0] + "\" stands here a second time"));
        }
      } catch (IllegalArgumentException e) {
        mistakes.add(new Mistake(number, String.valueOf(e.getMessage())));
      }
    }
    return new Reading(new RoutingMap(lines), mistakes);
  }
}
