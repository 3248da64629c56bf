package weir.bench.growth;

import java.util.function.ToDoubleFunction;

/// What one run measured at a point.
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

  /// How many processors that was all the time.
  double cores(ToDoubleFunction<Processors> part) {
    return part.applyAsDouble(used) / seconds;
  }
}
