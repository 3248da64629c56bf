package weir.checks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What block lists did not tell since the start, kept over reloads. One line for each list that a
/// configuration has named.
public final class ListCounts {
  private final Map<String, Counts> byZone = new ConcurrentSkipListMap<>();

  /// @param failures answers that did not come, or could not be used
  /// @param refusals answers that say we ask wrongly or too often: the operator must do something
  public record Trouble(String zone, long failures, long refusals) {}

  /// Of one list.
  static final class Counts {
    final LongAdder failures = new LongAdder();
    final LongAdder refusals = new LongAdder();
  }

  Counts of(String zone) {
    return byZone.computeIfAbsent(zone, _ -> new Counts());
  }

  /// Every list, in the order of names, also those without trouble.
  public List<Trouble> all() {
    return byZone.entrySet().stream()
        .map(each ->
            new Trouble(
                each.getKey(), each.getValue().failures.sum(), each.getValue().refusals.sum()))
        .toList();
  }
}
