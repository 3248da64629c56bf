package weir.agent.logs;

import java.time.Instant;
import java.util.Optional;

/// How far what was read of a log reaches around a time. Not thread-safe.
final class LogExtent {
  private final Sought sought;
  private boolean isBefore;
  private boolean isAfter;
  private boolean isBeforeInFile;
  private boolean isWhole;

  LogExtent(Sought sought) {
    this.sought = sought;
  }

  /// Another file is begun: what lies between two files, nobody knows.
  void nextFile() {
    isBeforeInFile = false;
  }

  /// A line of that time was read.
  void reaches(Instant time) {
    if (!time.isAfter(sought.from())) {
      isBefore = true;
      isBeforeInFile = true;
    }
    if (!time.isBefore(sought.until())) {
      isAfter = true;
      isWhole |= isBeforeInFile;
    }
  }

  /// @param stopped why not all was read
  Completeness completeness(LineSieve sieve, boolean hostsInLines, Optional<String> stopped) {
    if (stopped.isPresent()) {
      return new Completeness.Partly(stopped.get());
    }
    if (hostsInLines) {
      return new Completeness.Partly(
          "it is a collector's, which may not have got all that was sent");
    }
    if (sieve.isLossy()) {
      return new Completeness.Partly("the logging system threw lines away");
    }
    if (sieve.elsewhere().isPresent()) {
      return new Completeness.Partly("it has this id at another time: " + sieve.elsewhere().get());
    }
    if (!isWhole) {
      return new Completeness.Partly(why());
    }
    return sieve.isKindSeen() ? new Completeness.Whole() : new Completeness.OtherIds();
  }

  private String why() {
    if (!isBefore) {
      return "it does not reach back so far";
    }
    return isAfter ? "it was rotated just then" : "it has nothing of after that time yet";
  }
}
