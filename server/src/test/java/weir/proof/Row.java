package weir.proof;

import java.time.Duration;

/// What came of one fault, as `docs/reliability.md` tells it.
///
/// @param fault what was done
/// @param heard what clients were told meanwhile
/// @param lost what was acknowledged and is nowhere: must be nothing
/// @param normal how long after its end everything was as before, and how that was seen
record Row(String fault, String heard, String lost, String normal) {
  static final String NOTHING = "nothing";

  boolean sound() {
    return lost.equals(NOTHING);
  }

  /// Since a reading of [System#nanoTime].
  static String since(long began) {
    return Duration.ofMillis((System.nanoTime() - began) / 1_000_000).toMillis() + " ms";
  }

  @Override
  public String toString() {
    return "| %s | %s | %s | %s |".formatted(fault, heard, lost, normal);
  }
}
