package weir.bench.growth;

import java.util.Comparator;
import java.util.List;

/// What was measured at a point.
///
/// @param seconds how long it was looked at
/// @param messages acknowledged in that time
/// @param used what the processors did in that time
record Measured(Point point, double seconds, long messages, Processors used) {

  /// What the load was.
  ///
  /// @param perConnection messages a connection
  /// @param sessions at the same time
  /// @param customers domains with a policy each
  record Point(int perConnection, int sessions, int customers) {}

  /// Below this share of idle time the processors are what limits.
  private static final double SCARCE = 0.1;

  double perSecond() {
    return messages / seconds;
  }

  /// CPU of the gateway in milliseconds for 1,000 messages.
  double cpuMillis() {
    return used.gateway() * 1e6 / messages;
  }

  /// The part of it that the compiler took.
  double compilerMillis() {
    return used.compiler() * 1e6 / messages;
  }

  /// What keeps it from sending more.
  String limit() {
    return used.idle() / (used.idle() + used.busy()) < SCARCE
        ? "processors"
        : "waiting for each other";
  }

  /// The one in the middle by its CPU for each point, in the order in which points first come.
  static List<Measured> medians(List<Measured> all) {
    return all.stream().map(Measured::point).distinct().map(point -> median(all, point)).toList();
  }

  private static Measured median(List<Measured> all, Point point) {
    List<Measured> sorted =
        all.stream()
            .filter(each -> each.point.equals(point))
            .sorted(Comparator.comparingDouble(Measured::cpuMillis))
            .toList();
    return sorted.get(sorted.size() / 2);
  }
}
