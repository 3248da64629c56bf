package weir.proof;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

/// What must not grow while a server is used, and by how much it may move all the same.
enum Vital {
  /// Live objects: what is left after a collection of everything.
  HEAP("heap KB", 0.03, 1_024, Times.ANY, Vitals::heapKilobytes),

  /// Resident memory. For its first half an hour a JVM compiles code, and keeps it.
  RSS("RSS KB", 0.03, 4_096, Times.LONG, Vitals::residentKilobytes),

  /// Resident memory with its share of what other processes use, too.
  PSS("PSS KB", 0.03, 4_096, Times.LONG, Vitals::proportionalKilobytes),

  /// Threads of the system; carriers of virtual threads come and go.
  THREADS("threads", 0, 6, Times.ANY, Vitals::threads),

  /// Open descriptors; connections to next hops rest for a while.
  DESCRIPTORS("descriptors", 0, 12, Times.ANY, Vitals::descriptors),

  /// Octets of the journal for each transaction since the reading before. SQLite takes room by
  /// megabytes, so it takes some thousand transactions to see what one costs.
  JOURNAL("journal B/tx", 0.10, 128, Times.LONG, Vitals::journalPerTransaction),

  /// Files of messages under way, while none is.
  SPOOL("spool files", 0, 0, Times.ANY, Vitals::spoolFiles);

  /// How long a run must be to judge by.
  private static final class Times {
    private static final Duration ANY = Duration.ZERO;
    private static final Duration LONG = Duration.ofMinutes(30);
  }

  private final String title;
  private final double share;
  private final double slack;
  private final Duration from;
  private final ToDoubleFunction<Vitals> value;

  /// @param share of its value by which it may move
  /// @param slack and in addition so many of its unit
  /// @param from the shortest run of which it says anything
  Vital(String title, double share, double slack, Duration from, ToDoubleFunction<Vitals> value) {
    this.title = title;
    this.share = share;
    this.slack = slack;
    this.from = from;
    this.value = value;
  }

  String title() {
    return title;
  }

  double of(Vitals reading) {
    return value.applyAsDouble(reading);
  }

  /// Whether a run of this length is long enough to judge it.
  boolean isJudgedAfter(Duration time) {
    return time.compareTo(from) >= 0;
  }

  /// What it may grow by from a value of `from` on and still be called flat.
  double allowance(double from) {
    return share * from + slack;
  }
}
