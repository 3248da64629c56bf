package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.sqlite.Database;

/// How segments begin, end and break.
class SegmentStoreTest {

  @TempDir private Path folder;
  private final HandClock clock = new HandClock(T);
  private int begun;
  private SegmentStore store;

  private void open() {
    store = new SegmentStore(JournalSettings.in(folder), clock, () -> begun++);
  }

  @AfterEach
  void end() {
    if (store != null) {
      store.close();
    }
  }

  private List<SegmentFile> segments() throws IOException {
    return SegmentFile.list(folder);
  }

  private List<Entry> found() throws IOException {
    Found found = new JournalSearch(folder).find(Query.ALL.withLimit(5_000));
    assertThat(found.problems()).isEmpty();
    return found.entries();
  }

  @Test
  void aSegmentWithFewEntriesGrowsForADay() throws IOException {
    open();
    store.write(List.of(Entries.plain(1)));
    clock.advance(Duration.ofHours(23));
    store.write(List.of(Entries.plain(2)));
    assertThat(segments()).hasSize(1);
    clock.advance(Duration.ofHours(1));
    store.write(List.of(Entries.plain(3)));
    assertThat(segments()).hasSize(2);
    assertThat(begun).isEqualTo(2);
    assertThat(found()).containsExactly(Entries.plain(3), Entries.plain(2), Entries.plain(1));
  }

  @Test
  void aSegmentThatIsHalfFullEndsAfterItsAge() throws IOException {
    JournalSettings shipped = JournalSettings.in(folder);
    JournalSettings settings =
        new JournalSettings(
            folder,
            shipped.keepVerdicts(),
            shipped.keepEvidence(),
            shipped.maxSize(),
            shipped.queue(),
            100,
            shipped.segmentAge());
    store = new SegmentStore(settings, clock, () -> begun++);
    store.write(Collections.nCopies(48, Entries.act("a")));
    clock.advance(Duration.ofHours(1));
    store.write(List.of(Entries.plain(1)));
    store.write(List.of(Entries.plain(2)));
    assertThat(segments()).hasSize(1);
    store.write(List.of(Entries.plain(3)));
    assertThat(segments()).hasSize(2);
  }

  @Test
  void hostile_114_a_clock_set_back_keeps_the_order_of_segments() throws IOException {
    open();
    store.write(List.of(Entries.plain(1)));
    store.close();
    Sealed.seal(segments().getLast());
    clock.advance(Duration.ofDays(-3));
    open();
    store.write(List.of(Entries.plain(2)));
    assertThat(segments()).hasSize(2);
    assertThat(found()).containsExactly(Entries.plain(2), Entries.plain(1));
  }

  @Test
  void aSealedSegmentIsNeverWrittenAgain() throws IOException {
    open();
    store.write(List.of(Entries.plain(1)));
    store.close();
    Sealed.seal(segments().getLast());
    open();
    store.write(List.of(Entries.plain(2)));
    assertThat(segments()).hasSize(2);
  }

  @Test
  void hostile_112_a_damaged_open_segment_is_set_aside_and_a_new_one_begun() throws IOException {
    open();
    store.write(List.of(Entries.plain(1)));
    store.close();
    SegmentFile broken = segments().getLast();
    Files.write(broken.records(), new byte[65_536]);
    open();
    store.write(List.of(Entries.plain(2)));
    assertThat(store.damaged()).isEqualTo(1);
    assertThat(segments()).hasSize(1).doesNotContain(broken);
    assertThat(folder.resolve(broken.records().getFileName() + ".damaged")).exists();
    assertThat(folder.resolve(broken.evidence().getFileName() + ".damaged")).exists();
    assertThat(found()).containsExactly(Entries.plain(2));
  }

  @Test
  void hostile_112_a_segment_that_breaks_while_open_loses_nothing_that_comes_again()
      throws IOException {
    open();
    store.write(Collections.nCopies(2_000, Entries.full("old")));
    store.close();
    SegmentFile broken = segments().getLast();
    scramble(broken.records());
    open();
    List<Entry> batch = List.of(Entries.plain(1), Entries.plain(2));
    boolean written = false;
    for (int attempt = 0; attempt < 3 && !written; attempt++) {
      try {
        store.write(batch);
        written = true;
      } catch (IOException setAside) {
        assertThat(setAside).hasMessageContaining(broken.stamp());
      }
    }
    assertThat(written).isTrue();
    assertThat(store.damaged()).isEqualTo(1);
    assertThat(found()).containsExactly(Entries.plain(2), Entries.plain(1));
  }

  /// Overwrites every page but the first, which holds the schema.
  private static void scramble(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      byte[] page = new byte[16_384];
      Arrays.fill(page, (byte) 0xA5);
      for (long at = page.length; at < file.length(); at += page.length) {
        file.seek(at);
        file.write(page);
      }
    }
  }

  @Test
  void hostile_112_a_damaged_sealed_segment_is_reported_by_searches_and_set_aside_by_upkeep()
      throws IOException {
    open();
    store.write(List.of(Entries.plain(1)));
    clock.advance(Duration.ofDays(1));
    store.write(List.of(Entries.plain(2)));
    clock.advance(Duration.ofDays(1));
    store.write(List.of(Entries.plain(3)));
    SegmentFile broken = segments().get(1);
    Files.write(broken.records(), "not a database at all, but long enough".getBytes());
    Found found = new JournalSearch(folder).find(Query.ALL);
    assertThat(found.entries()).containsExactly(Entries.plain(3), Entries.plain(1));
    assertThat(found.problems()).singleElement().asString().contains(broken.stamp());

    Upkeep upkeep = new Upkeep(JournalSettings.in(folder), clock, clock);
    upkeep.round();
    assertThat(upkeep.damaged()).isEqualTo(1);
    assertThat(found()).containsExactly(Entries.plain(3), Entries.plain(1));
  }

  @Test
  void hostile_112_what_stands_in_front_of_the_damage_is_found_again_and_the_rest_kept_aside()
      throws IOException {
    open();
    List<Entry> old = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      old.add(Entries.plain(n));
    }
    store.write(old);
    store.close();
    SegmentFile broken = segments().getLast();
    byte[] octets = Files.readAllBytes(broken.records());
    int half = octets.length / 2;
    Arrays.fill(octets, half, octets.length, (byte) 0xA5);
    Files.write(broken.records(), octets);
    broken.setAside();
    Upkeep upkeep = new Upkeep(JournalSettings.in(folder), clock, clock);
    upkeep.round();
    assertThat(segments()).as("the writer would go on with it").isEmpty();

    open();
    store.write(List.of(Entries.plain(5_000)));
    upkeep.round();
    List<Entry> found = found();
    assertThat(found).hasSizeBetween(500, 1_999).startsWith(Entries.plain(5_000));
    assertThat(found.reversed()).startsWith(old.subList(0, found.size() - 1).toArray(Entry[]::new));
    assertThat(broken.aside()).isNotEmpty();
    assertThat(Files.readAllBytes(folder.resolve(broken.records().getFileName() + ".damaged")))
        .as("people see it as it was")
        .isEqualTo(octets);
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString())).doesNotContain("rescue");
    }
    upkeep.round();
    new Upkeep(JournalSettings.in(folder), clock, clock).round();
    assertThat(found()).as("once").isEqualTo(found);
  }

  @Test
  void hostile_112_the_evidence_of_what_is_found_again_is_there_too() throws IOException {
    open();
    store.write(List.of(Entries.full("with evidence")));
    store.close();
    SegmentFile broken = segments().getLast();
    broken.setAside();
    store = null;
    open();
    store.write(List.of(Entries.plain(1)));
    new Upkeep(JournalSettings.in(folder), clock, clock).round();
    assertThat(found()).containsExactly(Entries.plain(1), Entries.full("with evidence"));
  }

  @Test
  void hostile_109_on_a_disk_that_is_nearly_full_what_is_damaged_waits_for_room()
      throws IOException {
    open();
    store.write(List.of(Entries.plain(1)));
    store.close();
    SegmentFile broken = segments().getLast();
    broken.setAside();
    long octets = 0;
    for (Path aside : broken.aside()) {
      octets += Files.size(aside);
    }
    open();
    store.write(List.of(Entries.plain(2)));
    AtomicLong free = new AtomicLong(2 * octets - 1);
    Upkeep upkeep = new Upkeep(JournalSettings.in(folder), clock, clock, _ -> free.get());
    upkeep.round();
    assertThat(found()).containsExactly(Entries.plain(2));
    assertThat(upkeep.failures()).isZero();
    free.set(2 * octets);
    upkeep.round();
    assertThat(found()).containsExactly(Entries.plain(2), Entries.plain(1));
  }

  @Test
  void aFileOfAnotherProgramIsSetAside() throws Exception {
    SegmentFile foreign = SegmentFile.next(folder, T);
    try (var connection = Database.write(foreign.records())) {
      Database.run(connection, "CREATE TABLE theirs(x)");
    }
    open();
    store.write(List.of(Entries.plain(1)));
    assertThat(store.damaged()).isEqualTo(1);
    assertThat(found()).containsExactly(Entries.plain(1));
  }

  @Test
  void hostile_118_a_segment_of_a_later_version_is_left_alone_and_said() throws Exception {
    open();
    store.write(List.of(Entries.plain(1)));
    store.close();
    SegmentFile later = segments().getLast();
    try (var connection = Database.write(later.records())) {
      Database.run(connection, "PRAGMA user_version = 99");
    }
    open();
    store.write(List.of(Entries.plain(2)));
    Found found = new JournalSearch(folder).find(Query.ALL);
    assertThat(found.entries()).containsExactly(Entries.plain(2));
    assertThat(found.problems()).singleElement().asString().contains("later version (format 99)");
    assertThat(later.records()).exists();
    assertThat(store.damaged()).isZero();
  }

  @Test
  void hostile_109_a_full_disk_fails_the_batch_whole_and_damages_nothing() throws Exception {
    open();
    store.write(List.of(Entries.plain(1)));
    store.close();
    SegmentFile file = segments().getLast();
    try (Segment full = Segment.open(file)) {
      full.limitPages(8);
      List<Entry> tooMuch = Collections.nCopies(1_000, Entries.full("big"));
      assertThatThrownBy(() -> full.write(tooMuch)).hasMessageContaining("SQLITE_FULL");
    }
    assertThat(found()).containsExactly(Entries.plain(1));
    open();
    store.write(List.of(Entries.plain(2)));
    assertThat(found()).containsExactly(Entries.plain(2), Entries.plain(1));
    assertThat(store.damaged()).isZero();
  }

  @Test
  void aFolderThatIsGoneFailsTheWriteAndHealsWithTheFolder() throws IOException {
    Path gone = folder.resolve("gone");
    store = new SegmentStore(JournalSettings.in(gone), clock, () -> {});
    assertThatThrownBy(() -> store.write(List.of(Entries.plain(1))))
        .isInstanceOf(IOException.class);
    Files.createDirectory(gone);
    store.write(List.of(Entries.plain(1)));
    assertThat(new JournalSearch(gone).find(Query.ALL).entries()).containsExactly(Entries.plain(1));
  }

  @Test
  void aSearchReadsWhileTheSegmentIsWrittenAndSealed() throws Exception {
    open();
    store.write(List.of(Entries.plain(1)));
    SegmentFile file = segments().getLast();
    try (SegmentSearch early = new SegmentSearch(file)) {
      store.write(List.of(Entries.plain(2)));
      assertThat(found()).hasSize(2);
      store.close();
      Sealed.seal(file);
      List<Entry> entries = new ArrayList<>();
      early.find(Query.ALL.withId("id1"), entries);
      early.find(Query.ALL, entries);
      assertThat(entries).containsExactly(Entries.plain(1), Entries.plain(1));
    }
    assertThat(found()).hasSize(2);
  }
}
