package weir.proof;

import java.time.Duration;
import java.util.Locale;

/// One reading of a server that nobody is talking to.
///
/// @param at since the first client came
/// @param journalPerTransaction octets, of the transactions since the reading before; less than
///   nothing where a file of it was sealed, which shrinks it
/// @param transactions so far
record Vitals(
    Duration at,
    long heapKilobytes,
    long residentKilobytes,
    long proportionalKilobytes,
    int threads,
    int descriptors,
    long journalPerTransaction,
    int spoolFiles,
    long transactions) {

  /// Over the lines of readings.
  static String titles() {
    StringBuilder line = new StringBuilder(String.format("%8s", "seconds"));
    for (Vital vital : Vital.values()) {
      line.append(String.format("%13s", vital.title()));
    }
    return line.append(String.format("%13s", "transactions")).toString();
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(String.format("%8d", at.toSeconds()));
    for (Vital vital : Vital.values()) {
      line.append(String.format(Locale.ROOT, "%,13.0f", vital.of(this)));
    }
    return line.append(String.format(Locale.ROOT, "%,13d", transactions)).toString();
  }
}
