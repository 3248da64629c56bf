package weir.directory;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.asking.Program;

/// Starts a program and reads what it has written once it has ended well: half of an output is not
/// looked at.
final class CommandAccounts {
  private static final long LOOKS_EVERY_MILLIS = 20;

  private CommandAccounts() {}

  static Listing read(SourceSettings.Command settings, Known known, Duration deadline, Path scratch)
      throws IOException, SourceFailed, InterruptedException {
    try {
      run(settings, deadline, scratch);
      return Sources.csv(scratch, new ListingBuilder(settings.host(), known));
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private static void run(SourceSettings.Command settings, Duration deadline, Path scratch)
      throws IOException, SourceFailed, InterruptedException {
    Process process = Program.start(settings.program(), Redirect.to(scratch.toFile()));
    try {
      process.getOutputStream().close();
      long end = System.nanoTime() + deadline.toNanos();
      while (!process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (Files.size(scratch) > Sources.MOST_OCTETS) {
          throw new SourceFailed("it wrote more than " + Sources.MOST_OCTETS + " octets");
        }
        if (System.nanoTime() - end > 0) {
          throw new SourceFailed("it did not end within " + deadline.toSeconds() + " s");
        }
      }
      if (process.exitValue() != 0) {
        throw new SourceFailed("it ended with status " + process.exitValue());
      }
    } finally {
      Program.end(process);
    }
  }
}
