package weir.segments;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import weir.verdict.FindingKind;

/// The finding kinds of a segment by number, so that their texts stand once in a file and not in
/// every record, and stay as they were when the verdict was given.
final class Kinds {

  private static final FindingKind LOST =
      FindingKind.of(
          "unknown-finding",
          "The journal no longer knows what was found.",
          "The reason is no longer known.",
          "0.0");

  private final Map<FindingKind, Integer> numbers = new HashMap<>();
  private final Map<Integer, FindingKind> kinds = new HashMap<>();

  /// Those that a segment has already.
  static Kinds of(Connection segment) throws SQLException {
    Kinds found = new Kinds();
    try (Statement statement = segment.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT n, id, meaning, remedy, detail, exemptible FROM kind")) {
      while (rows.next()) {
        found.add(rows);
      }
    }
    return found;
  }

  private void add(ResultSet row) throws SQLException {
    try {
      add(
          row.getInt(1),
          new FindingKind(
              row.getString(2),
              row.getString(3),
              row.getString(4),
              row.getString(5),
              row.getBoolean(6)));
    } catch (RuntimeException damaged) {
      // The entries that have it are still worth reading; a writer finds its number taken.
    }
  }

  private void add(int number, FindingKind kind) {
    numbers.put(kind, number);
    kinds.put(number, kind);
  }

  FindingKind kind(int number) {
    return kinds.getOrDefault(number, LOST);
  }

  /// The kind's number; a new one is only promised until [#save].
  int number(FindingKind kind) {
    Integer known = numbers.get(kind);
    if (known != null) {
      return known;
    }
    int next = numbers.size() + 1;
    add(next, kind);
    return next;
  }

  int size() {
    return numbers.size();
  }

  /// Writes the kinds from a number on.
  void save(PreparedStatement insert, int after) throws SQLException {
    for (int n = after + 1; n <= numbers.size(); n++) {
      FindingKind kind = kind(n);
      insert.setInt(1, n);
      insert.setString(2, kind.id());
      insert.setString(3, kind.meaning());
      insert.setString(4, kind.remedy());
      insert.setString(5, kind.detail());
      insert.setBoolean(6, kind.exemptible());
      insert.executeUpdate();
    }
  }
}
