package weir.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks for a way from a package back to itself.
final class Circles {
  private final Map<String, Set<String>> next = new TreeMap<>();
  private final Set<String> finished = new HashSet<>();
  private final List<String> way = new ArrayList<>();

  private Circles(List<Arrow> arrows) {
    for (Arrow arrow : arrows) {
      next.computeIfAbsent(arrow.from(), from -> new TreeSet<>()).add(arrow.to());
    }
  }

  /// One circle, as `a -> b -> a`.
  static Optional<String> find(List<Arrow> arrows) {
    Circles circles = new Circles(arrows);
    return circles.next.keySet().stream()
        .flatMap(start -> circles.from(start).stream())
        .findFirst();
  }

  private Optional<String> from(String here) {
    int before = way.indexOf(here);
    if (before >= 0) {
      return Optional.of(String.join(" -> ", way.subList(before, way.size())) + " -> " + here);
    }
    if (finished.contains(here)) {
      return Optional.empty();
    }
    way.add(here);
    for (String there : next.getOrDefault(here, Set.of())) {
      Optional<String> circle = from(there);
      if (circle.isPresent()) {
        return circle;
      }
    }
    way.removeLast();
    finished.add(here);
    return Optional.empty();
  }
}
