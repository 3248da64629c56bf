package weir.proof;

import java.util.function.ToDoubleFunction;

/// What must not grow while a server is used, and by how much it may move all the same.
enum Vital {
  /// Live objects: what is left after a collection of everything.
  HEAP("heap KB", 0.05, 2_048, Vitals::heapKilobytes),

  /// Resident memory, with code that the JVM compiles as long as it runs.
  RSS("RSS KB", 0.10, 24_576, Vitals::residentKilobytes),

  /// Resident memory with its share of what other processes use, too.
  PSS("PSS KB", 0.10, 24_576, Vitals::proportionalKilobytes),

  /// Threads of the system; carriers of virtual threads come and go.
  THREADS("threads", 0, 6, Vitals::threads),

  /// Open descriptors; connections to next hops rest for a while.
  DESCRIPTORS("descriptors", 0, 12, Vitals::descriptors),

  /// Octets of the journal for each transaction so far; a file of it shrinks when it is sealed.
  JOURNAL("journal B/tx", 0.20, 128, Vitals::journalPerTransaction),

  /// Files of messages under way, while none is.
  SPOOL("spool files", 0, 0, Vitals::spoolFiles);

  private final String title;
  private final double share;
  private final double slack;
  private final ToDoubleFunction<Vitals> value;

  /// @param share of its value by which it may move
  /// @param slack and in addition so many of its unit
  Vital(String title, double share, double slack, ToDoubleFunction<Vitals> value) {
    this.title = title;
    this.share = share;
    this.slack = slack;
    this.value = value;
  }

  String title() {
    return title;
  }

  double of(Vitals reading) {
    return value.applyAsDouble(reading);
  }

  /// What it may grow by from a value of `from` on and still be called flat.
  double allowance(double from) {
    return share * from + slack;
  }
}
