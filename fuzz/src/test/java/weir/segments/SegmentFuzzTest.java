package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.fuzz.Damage;
import weir.fuzz.Scratch;
import weir.journal.Entry;

/// A segment of the journal on a bad disk. The first octet says which file of which segment is
/// damaged, the others how (see [Damage]).
final class SegmentFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  /// By state and the beginning of its name: the files of a segment, and one of them as damaged.
  private static final List<Map<String, byte[]>> SEGMENTS = List.of(closed(), killed(), sealed());

  private static final List<Query> QUERIES =
      List.of(
          Query.ALL,
          Query.ALL.withId("7h2kq0m5n9xba"),
          Query.ALL.withSender("example.net").withFinding("dnsbl-listed"),
          Query.ALL.withFrom(NOW.minusSeconds(3600)).withOutcome(Entry.End.REFUSED));

  @FuzzTest
  void aDamagedSegmentIsReadOrSaidToBeDamagedAndTheJournalGoesOn(byte[] octets) throws IOException {
    if (octets.length < 1) {
      return;
    }
    Map<String, byte[]> files = SEGMENTS.get((octets[0] & 0xf) % SEGMENTS.size());
    String damaged = List.copyOf(files.keySet()).get((octets[0] >> 4 & 0xf) % files.size());
    try (Scratch scratch = Scratch.make()) {
      Path folder = scratch.folder();
      for (var each : files.entrySet()) {
        boolean sound = !each.getKey().equals(damaged);
        Files.write(
            folder.resolve(each.getKey()),
            sound ? each.getValue() : new Damage(each.getValue()).damaged(octets, 1));
      }
      for (Query query : QUERIES) {
        found(folder, query);
      }
      Entry fresh = JournalRecords.entry(JournalRecords.kinds(), JournalRecords.FRESH, "[]");
      write(folder, fresh);
      assertThat(found(folder, Query.ALL).entries()).first().isEqualTo(fresh);
      new Upkeep(JournalSettings.in(folder), InstantSource.fixed(NOW), InstantSource.fixed(NOW))
          .round();
      assertThat(found(folder, Query.ALL).entries()).first().isEqualTo(fresh);
    }
  }

  private static Found found(Path folder, Query query) throws IOException {
    Found found = new JournalSearch(folder).find(query);
    assertThat(found.problems()).hasSizeLessThanOrEqualTo(2);
    return found;
  }

  /// A disk that was full is not full the next time: the writer comes again.
  private static void write(Path folder, Entry entry) {
    try (SegmentStore store =
        new SegmentStore(JournalSettings.in(folder), InstantSource.fixed(NOW), () -> {})) {
      IOException last = null;
      for (int attempt = 0; attempt < 3; attempt++) {
        try {
          assertThat(store.write(List.of(entry))).isZero();
          return;
        } catch (IOException e) {
          last = e;
        }
      }
      throw new AssertionError("the journal is written no more", last);
    }
  }

  private static Map<String, byte[]> closed() {
    return made(segment -> segment.close());
  }

  /// With a write-ahead log.
  private static Map<String, byte[]> killed() {
    return made(_ -> {});
  }

  private static Map<String, byte[]> sealed() {
    return made(segment -> {
      segment.close();
      Sealing.seal(segment.file(), NOW);
    });
  }

  @FunctionalInterface
  private interface End {
    void of(Segment segment) throws IOException, SQLException;
  }

  private static Map<String, byte[]> made(End end) {
    try (Scratch scratch = Scratch.make()) {
      Map<String, byte[]> files = new TreeMap<>();
      SegmentFile file = SegmentFile.next(scratch.folder(), NOW);
      try (Segment segment = Segment.open(file)) {
        segment.write(JournalRecords.some());
        end.of(segment);
        for (Path each : SegmentFile.files(scratch.folder())) {
          if (!each.toString().endsWith("-shm")) {
            files.put(each.getFileName().toString(), Files.readAllBytes(each));
          }
        }
      }
      return files;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
