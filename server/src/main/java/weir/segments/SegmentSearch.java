package weir.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import weir.journal.Entry;
import weir.sqlite.Database;
import weir.verdict.Evidence;

/// A search in one segment, open or sealed, as it is at the first look at it.
final class SegmentSearch implements AutoCloseable {

  private final SegmentFile file;
  private final Connection connection;
  private final Candidates candidates;
  private final RecordReader reader;
  private @Nullable Connection evidence;
  private boolean evidenceLooked;

  /// @throws SQLException when the segment cannot be read
  SegmentSearch(SegmentFile file) throws SQLException {
    this.file = file;
    this.connection = Database.read(file.records());
    try {
      // One transaction: sealing takes away the runs that we are about to look into.
      connection.setAutoCommit(false);
      Schema.check(connection);
      this.candidates = new Candidates(connection);
      this.reader = new RecordReader(Kinds.of(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Adds what is found, the newest first, until the list has the query's limit.
  void find(Query query, List<Entry> into) throws SQLException, IOException {
    Condition condition = new Condition(query);
    candidates.show(
        query,
        condition.terms(),
        (row, record) -> {
          JsonNode json = json(row, record);
          if (condition.holds(entry(row, json, List.of()))) {
            into.add(entry(row, json, evidence(row)));
          }
          return into.size() < query.limit();
        });
  }

  /// Gaps that overlap the time of the query.
  void gaps(Query query, List<Entry.Gap> into) throws SQLException, IOException {
    candidates.show(
        Query.ALL,
        List.of(List.of(Terms.GAP)),
        (row, record) -> {
          if (entry(row, json(row, record), List.of()) instanceof Entry.Gap gap
              && query.from().filter(gap.until()::isBefore).isEmpty()
              && query.until().filter(until -> !gap.at().isBefore(until)).isEmpty()) {
            into.add(gap);
          }
          return into.size() < query.limit();
        });
  }

  private static JsonNode json(long row, byte[] record) throws IOException {
    try {
      return RecordReader.json(record);
    } catch (RuntimeException broken) {
      throw notAnEntry(row, broken);
    }
  }

  private Entry entry(long row, JsonNode record, List<List<Evidence>> evidence) throws IOException {
    try {
      return reader.entry(record, evidence);
    } catch (RuntimeException broken) {
      throw notAnEntry(row, broken);
    }
  }

  private static IOException notAnEntry(long row, RuntimeException broken) {
    return new IOException("row " + row + " is not an entry: " + broken, broken);
  }

  private List<List<Evidence>> evidence(long row) throws SQLException, IOException {
    Connection kept = evidence();
    if (kept == null) {
      return List.of();
    }
    try (PreparedStatement statement =
        kept.prepareStatement("SELECT evidence FROM evidence WHERE row = ?")) {
      statement.setLong(1, row);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? pieces(json(row, rows.getBytes(1))) : List.of();
      }
    }
  }

  /// Null when it has been deleted.
  private @Nullable Connection evidence() throws SQLException {
    if (!evidenceLooked) {
      evidenceLooked = true;
      if (Files.exists(file.evidence())) {
        evidence = Database.read(file.evidence());
      }
    }
    return evidence;
  }

  static List<List<Evidence>> pieces(JsonNode json) {
    List<List<Evidence>> all = new ArrayList<>();
    for (JsonNode list : json) {
      List<Evidence> pieces = new ArrayList<>();
      for (JsonNode piece : list) {
        pieces.add(new Evidence(piece.path(0).asString(), piece.path(1).asString()));
      }
      all.add(pieces);
    }
    return all;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (evidence != null) {
        evidence.close();
      }
    }
  }
}
