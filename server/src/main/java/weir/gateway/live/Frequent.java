package weir.gateway.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The most frequent of many names, in bounded memory, over the last minutes.
///
/// Counts by the space-saving algorithm (Metwally and others, 2005): where there is no room for a
/// new name, it takes the place of the rarest and its count, which is kept as the error. A name
/// that makes up more than one in [#NAMES] of all is never missed. Two generations take turns, so
/// that what is told is of the last one to two `span`s.
final class Frequent {
  /// Names counted at once.
  static final int NAMES = 256;

  /// @param count at most, and at least `count - error`
  /// @param refused how many of them were refused
  record Count(String name, long count, long refused, long error) {}

  private static final class Cell {
    long count;
    long refused;
    long error;
  }

  private final long span;
  private Map<String, Cell> present = new HashMap<>();
  private Map<String, Cell> past = Map.of();
  private long turn;

  /// @param span milliseconds
  Frequent(long span) {
    this.span = span;
  }

  synchronized void saw(String name, boolean refused, long now) {
    turn(now);
    Cell cell = present.get(name);
    if (cell == null) {
      cell = room();
      present.put(name, cell);
    }
    cell.count++;
    cell.refused += refused ? 1 : 0;
  }

  private Cell room() {
    Cell made = new Cell();
    if (present.size() >= NAMES) {
      Map.Entry<String, Cell> rarest =
          present.entrySet().stream()
              .min(Comparator.comparingLong(each -> each.getValue().count))
              .orElseThrow();
      made.count = rarest.getValue().count;
      made.error = made.count;
      present.remove(rarest.getKey());
    }
    return made;
  }

  private void turn(long now) {
    long its = Math.floorDiv(now, span);
    if (its != turn) {
      past = its == turn + 1 ? present : Map.of();
      present = new HashMap<>();
      turn = its;
    }
  }

  /// The most frequent first.
  synchronized List<Count> most(int names, long now) {
    turn(now);
    Map<String, Count> sums = new HashMap<>();
    for (Map<String, Cell> each : List.of(past, present)) {
      each.forEach((name, cell) ->
          sums.merge(
              name,
              new Count(name, cell.count, cell.refused, cell.error),
              (one, other) ->
                  new Count(
                      name,
                      one.count + other.count,
                      one.refused + other.refused,
                      one.error + other.error)));
    }
    List<Count> counts = new ArrayList<>(sums.values());
    counts.sort(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name));
    return List.copyOf(counts.subList(0, Math.min(names, counts.size())));
  }
}
