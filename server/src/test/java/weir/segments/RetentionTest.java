package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.ByteSize;
import weir.journal.Entry;
import weir.verdict.Stage;

/// Ten segments, one a day from T on, each with one entry that has evidence.
class RetentionTest {

  @TempDir private Path folder;
  private final HandClock clock = new HandClock(T);

  @BeforeEach
  void write() throws IOException {
    SegmentStore store = new SegmentStore(JournalSettings.in(folder), clock, () -> {});
    for (int day = 0; day < 10; day++) {
      store.write(List.of(entry(day)));
      clock.advance(Duration.ofDays(1));
    }
    store.close();
  }

  private Entry.Transaction entry(int day) {
    return Entries.transaction(
        "day" + day,
        T,
        "192.0.2.1",
        "a@example.net",
        "b@example.com",
        Entry.End.REFUSED,
        List.of(Entries.passed(Stage.CONNECT), Entries.refused()));
  }

  private JournalSettings settings(int verdictDays, int evidenceDays, long bytes) {
    JournalSettings shipped = JournalSettings.in(folder);
    return new JournalSettings(
        folder,
        Duration.ofDays(verdictDays),
        Duration.ofDays(evidenceDays),
        new ByteSize(bytes),
        shipped.queue(),
        shipped.segmentEntries(),
        shipped.segmentAge());
  }

  private List<Entry> kept() throws IOException {
    Found found = new JournalSearch(folder).find(Query.ALL);
    assertThat(found.problems()).isEmpty();
    return found.entries();
  }

  private static List<String> ids(List<Entry> entries) {
    return entries.stream().map(e -> ((Entry.Transaction) e).id()).toList();
  }

  @Test
  void whatIsYoungStays() throws IOException {
    assertThat(new Retention(settings(90, 14, 1L << 40)).apply(clock.instant())).isZero();
    assertThat(kept()).hasSize(10);
  }

  @Test
  void segmentsWhoseLastEntryIsTooOldGoWhole() throws IOException {
    // It is day 10; the segment of day 6 ended when that of day 7 was begun.
    new Retention(settings(3, 14, 1L << 40)).apply(clock.instant());
    assertThat(ids(kept())).containsExactly("day9", "day8", "day7");
  }

  @Test
  void evidenceGoesEarlierAndFindingsStay() throws IOException {
    new Retention(settings(90, 3, 1L << 40)).apply(clock.instant());
    List<Entry> kept = kept();
    assertThat(kept).hasSize(10);
    for (int day = 0; day < 10; day++) {
      Entry entry = kept.get(9 - day);
      Entry whole = entry(day);
      assertThat(entry).isEqualTo(day >= 7 ? whole : EvidenceCut.of(whole).entry());
    }
  }

  @Test
  void theOldestGoWhenAllAreTooLarge() throws IOException {
    long all = SegmentFile.files(folder).stream().mapToLong(RetentionTest::size).sum();
    new Retention(settings(90, 14, all * 45 / 100)).apply(clock.instant());
    assertThat(ids(kept())).containsExactly("day9", "day8", "day7", "day6");
  }

  @Test
  void theNewestSegmentStaysWhateverItsAgeAndSize() throws IOException {
    clock.advance(Duration.ofDays(1_000));
    new Retention(settings(1, 1, 1)).apply(clock.instant());
    assertThat(ids(kept())).containsExactly("day9");
  }

  @Test
  void whatWasSetAsideGoesWithItsTime() throws IOException {
    SegmentFile.list(folder).getFirst().setAside();
    assertThat(kept()).hasSize(9);
    new Retention(settings(9, 9, 1L << 40)).apply(clock.instant());
    assertThat(SegmentFile.files(folder)).noneMatch(path -> path.toString().endsWith("damaged"));
    assertThat(kept()).hasSize(9);
  }

  @Test
  void filesOfOthersAreNeverTouched() throws IOException {
    Path other = Files.writeString(folder.resolve("journal-notes.txt"), "mine");
    Path odd = Files.writeString(folder.resolve("journal-2026.db"), "mine too");
    new Retention(settings(1, 1, 1)).apply(clock.instant());
    assertThat(other).exists();
    assertThat(odd).exists();
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
