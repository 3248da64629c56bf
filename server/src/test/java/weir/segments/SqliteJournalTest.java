package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;

class SqliteJournalTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private SqliteJournal journal;

  @BeforeEach
  void begin() throws IOException {
    journal = open();
  }

  @AfterEach
  void end() {
    journal.close();
  }

  private SqliteJournal open() throws IOException {
    return SqliteJournal.open(
        JournalSettings.in(folder), InstantSource.fixed(T), InstantSource.fixed(T));
  }

  private Found all() throws IOException {
    return new JournalSearch(folder).find(Query.ALL);
  }

  @Test
  void everyKindOfEntryComesBackAsItWas() throws IOException {
    List<Entry> entries =
        List.of(
            Entries.full("full0"),
            Entries.plain(1),
            Entries.session("session0"),
            Entries.act("act0"));
    Entry.Gap gap = new Entry.Gap(T, T.plusSeconds(1), 3, 4, "more came than could be written");
    entries.forEach(journal::add);
    journal.add(gap);
    journal.flush(LONG);
    Found found = all();
    assertThat(found.entries()).containsExactlyElementsOf(entries.reversed());
    assertThat(found.gaps()).containsExactly(gap);
    assertThat(found.problems()).isEmpty();
    assertThat(journal.written()).isEqualTo(5);
  }

  @Test
  void closingWritesWhatWaits() throws IOException {
    journal.add(Entries.plain(1));
    journal.close();
    assertThat(all().entries()).containsExactly(Entries.plain(1));
  }

  @Test
  void aRestartGoesOnInTheSameSegment() throws IOException {
    journal.add(Entries.full("a"));
    journal.close();
    journal = open();
    journal.add(Entries.full("b"));
    journal.flush(LONG);
    assertThat(all().entries()).containsExactly(Entries.full("b"), Entries.full("a"));
    assertThat(SegmentFile.list(folder)).hasSize(1);
  }

  @Test
  void anEntryThatCannotBeEncodedIsCountedAndTheOthersAreWritten() throws IOException {
    Entry beyond = new Entry.Act("far", Instant.MAX, "a time that no file holds", "", Map.of());
    journal.add(Entries.plain(1));
    journal.add(beyond);
    journal.add(Entries.plain(2));
    journal.flush(LONG);
    assertThat(all().entries()).containsExactly(Entries.plain(2), Entries.plain(1));
    assertThat(all().gaps())
        .containsExactly(new Entry.Gap(T, T, 1, 0, "an entry could not be encoded"));
    assertThat(journal.lostEntries()).isEqualTo(1);
  }

  @Test
  void aFolderWithoutAJournalHasNoEntries(@TempDir Path empty) throws IOException {
    assertThat(new JournalSearch(empty.resolve("none")).find(Query.ALL).entries()).isEmpty();
  }
}
