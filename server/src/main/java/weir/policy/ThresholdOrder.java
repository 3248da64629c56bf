package weir.policy;

import weir.config.KeyPath;
import weir.config.Problems;
import weir.verdict.Thresholds;

/// A stronger step never comes before a weaker one.
final class ThresholdOrder {
  private ThresholdOrder() {}

  /// @param table where the keys stand, seen from the record that has the problems
  static void check(KeyPath table, Thresholds at, Problems problems) {
    String[] keys = {"tag-at", "quarantine-at", "defer-at", "reject-at"};
    double[] scores = {at.tagAt(), at.quarantineAt(), at.deferAt(), at.rejectAt()};
    int weaker = 0;
    for (int i = 1; i < keys.length; i++) {
      if (Double.isInfinite(scores[i]) || !problems.isKnown(table.key(keys[i]))) {
        continue;
      }
      boolean compared =
          Double.isFinite(scores[weaker]) && problems.isKnown(table.key(keys[weaker]));
      if (compared && scores[i] < scores[weaker]) {
        problems.add(
            table.key(keys[i]),
            "must not be below %s, which is %s".formatted(keys[weaker], scores[weaker]));
      }
      weaker = i;
    }
  }
}
