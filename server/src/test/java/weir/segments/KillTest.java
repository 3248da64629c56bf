package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;

class KillTest {

  @TempDir private Path folder;

  @Test
  void hostile_111_a_killed_process_leaves_every_committed_entry_and_a_sound_file()
      throws Exception {
    int written = writeUntilKilled();
    Found found = new JournalSearch(folder).find(Query.ALL.withLimit(Query.MOST));
    assertThat(found.problems()).isEmpty();
    assertThat(found.entries()).hasSizeGreaterThanOrEqualTo(written);
    List<Entry> oldestFirst = found.entries().reversed();
    for (int n = 1; n <= oldestFirst.size(); n++) {
      assertThat(((Entry.Transaction) oldestFirst.get(n - 1)).id()).isEqualTo("id" + n);
    }

    try (SqliteJournal again =
        SqliteJournal.open(
            JournalSettings.in(folder), InstantSource.system(), InstantSource.system())) {
      again.add(Entries.act("after"));
      again.flush(Duration.ofSeconds(60));
      assertThat(again.damagedSegments()).isZero();
    }
    assertThat(new JournalSearch(folder).find(Query.ALL.withLimit(1)).entries())
        .containsExactly(Entries.act("after"));
  }

  private int writeUntilKilled() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xshare:auto",
                KilledWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int written = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null && written < 500; line = lines.readLine()) {
        if (line.startsWith("written ")) {
          written = Integer.parseInt(line.substring(8));
        }
      }
      assertThat(written).isEqualTo(500);
      process.destroyForcibly();
      process.waitFor();
    }
    return written;
  }
}
