package weir.segments;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// A process that writes entries until it is killed, and prints how many are surely written.
final class KilledWriter {

  private KilledWriter() {}

  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    SqliteJournal journal =
        SqliteJournal.open(
            JournalSettings.in(Path.of(args[0])), InstantSource.system(), InstantSource.system());
    for (int n = 1; ; n++) {
      journal.add(Entries.plain(n));
      if (n % 100 == 0) {
        journal.flush(Duration.ofSeconds(60));
        out.println("written " + n);
      }
    }
  }
}
