package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.sqlite.Database;

/// A folder of format 1: a sealed segment and an open one, with two entries each.
class EarlierFormatTest {

  private static final String[] FORMAT_1 = {
    "PRAGMA application_id = " + 0x57656972,
    "PRAGMA user_version = 1",
    """
    CREATE TABLE entry(row INTEGER PRIMARY KEY, at INTEGER NOT NULL, terms TEXT NOT NULL,
    record BLOB NOT NULL)\
    """,
    """
    CREATE TABLE kind(n INTEGER PRIMARY KEY, id TEXT NOT NULL, meaning TEXT NOT NULL,
    remedy TEXT NOT NULL, detail TEXT NOT NULL, exemptible INTEGER NOT NULL)\
    """,
    "CREATE TABLE sealed(at INTEGER NOT NULL)",
  };

  private static final String[] SEALED = {
    """
    CREATE TABLE term(term TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY(term, row))
    WITHOUT ROWID\
    """,
    """
    INSERT OR IGNORE INTO term SELECT j.value, e.row FROM entry e, json_each(e.terms) j
    ORDER BY 1, 2\
    """,
    "CREATE INDEX entry_at ON entry(at)",
    "INSERT INTO sealed VALUES(1)",
  };

  @TempDir private Path folder;
  private final HandClock clock = new HandClock(T.plus(Duration.ofMinutes(2)));

  @BeforeEach
  void write() throws Exception {
    write(SegmentFile.next(folder, T), Entries.plain(1), Entries.plain(2), SEALED);
    write(SegmentFile.next(folder, T.plusSeconds(60)), Entries.plain(3), Entries.plain(4));
  }

  private static void write(SegmentFile file, Entry first, Entry second, String... then)
      throws Exception {
    try (Connection connection = Database.write(file.records())) {
      Database.run(connection, FORMAT_1);
      Encoder encoder = new Encoder(Kinds.of(connection));
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO entry(at, terms, record) VALUES(?,?,?)")) {
        for (Entry entry : List.of(first, second)) {
          Encoder.Encoded encoded = encoder.encode(entry);
          insert.setLong(1, encoded.at());
          insert.setString(2, "[\"" + String.join("\",\"", encoded.terms()) + "\"]");
          insert.setBytes(3, encoded.record());
          insert.executeUpdate();
        }
      }
      Database.run(connection, then);
    }
  }

  private List<Entry> found(Query query) throws IOException {
    Found found = new JournalSearch(folder).find(query);
    assertThat(found.problems()).isEmpty();
    return found.entries();
  }

  @Test
  void itIsSearchedWithoutAnIndex() throws IOException {
    assertThat(found(Query.ALL))
        .containsExactly(Entries.plain(4), Entries.plain(3), Entries.plain(2), Entries.plain(1));
    assertThat(found(Query.ALL.withId("id1"))).containsExactly(Entries.plain(1));
    assertThat(found(Query.ALL.withId("id4"))).containsExactly(Entries.plain(4));
    assertThat(found(Query.ALL.withUntil(T.plusMillis(2)))).containsExactly(Entries.plain(1));
  }

  private int sealed() throws Exception {
    int sealed = 0;
    for (SegmentFile file : SegmentFile.list(folder)) {
      try (Connection connection = Database.read(file.records())) {
        sealed += Schema.state(connection) == Schema.State.SEALED ? 1 : 0;
      }
    }
    return sealed;
  }

  @Test
  void itIsNeverWrittenToAndGetsItsIndexFromUpkeep() throws Exception {
    try (SegmentStore store = new SegmentStore(JournalSettings.in(folder), clock, () -> {})) {
      store.write(List.of(Entries.plain(5)));
    }
    assertThat(SegmentFile.list(folder)).hasSize(3);
    Upkeep upkeep = new Upkeep(JournalSettings.in(folder), clock, clock);
    upkeep.round();
    assertThat(upkeep.failures()).isZero();
    assertThat(upkeep.damaged()).isZero();
    assertThat(sealed()).isEqualTo(2);
    assertThat(found(Query.ALL)).startsWith(Entries.plain(5)).hasSize(5);
    assertThat(found(Query.ALL.withId("id1"))).containsExactly(Entries.plain(1));
    assertThat(found(Query.ALL.withId("id3"))).containsExactly(Entries.plain(3));
    assertThat(found(Query.ALL.withSender("example.net"))).hasSize(5);
    assertThat(found(Query.ALL.withUntil(T.plusMillis(2)))).containsExactly(Entries.plain(1));
  }
}
