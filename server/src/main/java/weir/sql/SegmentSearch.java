package weir.sql;

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
import tools.jackson.databind.json.JsonMapper;
import weir.journal.Entry;
import weir.verdict.Evidence;

/// A search in one segment, open or sealed.
final class SegmentSearch implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final SegmentFile file;
  private final Connection connection;
  private final Kinds kinds;
  private final boolean sealed;
  private @Nullable Connection evidence;
  private boolean evidenceLooked;

  /// @throws SQLException when the segment cannot be read
  SegmentSearch(SegmentFile file) throws SQLException {
    this.file = file;
    this.connection = Database.read(file.records());
    try {
      Schema.check(connection);
      this.kinds = Kinds.of(connection);
      this.sealed = Schema.isSealed(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Adds what is found, the newest first, until the list has the query's limit.
  void find(Query query, List<Entry> into) throws SQLException, IOException {
    Condition condition = new Condition(query, sealed);
    try (PreparedStatement statement = connection.prepareStatement(condition.sql())) {
      condition.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (into.size() < query.limit() && rows.next()) {
          Entry entry = read(rows.getLong(1), rows.getBytes(2));
          if (!(entry instanceof Entry.Gap) && condition.holds(entry)) {
            into.add(entry);
          }
        }
      }
    }
  }

  /// Gaps that overlap the time of the query.
  void gaps(Query query, List<Entry.Gap> into) throws SQLException, IOException {
    String sql =
        sealed
            ? "SELECT e.row, e.record FROM term t JOIN entry e ON e.row = t.row WHERE t.term = ?"
            : "SELECT row, record FROM entry WHERE terms = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, sealed ? Terms.GAP : Terms.array(List.of(Terms.GAP)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next() && into.size() < query.limit()) {
          if (read(rows.getLong(1), rows.getBytes(2)) instanceof Entry.Gap gap
              && query.from().filter(gap.until()::isBefore).isEmpty()
              && query.until().filter(until -> !gap.at().isBefore(until)).isEmpty()) {
            into.add(gap);
          }
        }
      }
    }
  }

  private Entry read(long row, byte[] record) throws SQLException, IOException {
    try {
      JsonNode json = JSON.readTree(record);
      return new EntryReader(new VerdictReader(kinds, evidence(row))).read(json);
    } catch (RuntimeException broken) {
      throw new IOException("row " + row + " is not an entry: " + broken, broken);
    }
  }

  private List<List<Evidence>> evidence(long row) throws SQLException {
    Connection kept = evidence();
    if (kept == null) {
      return List.of();
    }
    try (PreparedStatement statement =
        kept.prepareStatement("SELECT evidence FROM evidence WHERE row = ?")) {
      statement.setLong(1, row);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? pieces(JSON.readTree(rows.getBytes(1))) : List.of();
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

  private static List<List<Evidence>> pieces(JsonNode json) {
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
