package weir.passages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How far sources have been read with all that is in the file of passages.
record SourceMarks(Connection connection) {

  Map<String, Long> read() throws SQLException {
    Map<String, Long> told = new HashMap<>();
    try (PreparedStatement marks = connection.prepareStatement("SELECT name, told FROM source");
        ResultSet rows = marks.executeQuery()) {
      while (rows.next()) {
        told.put(rows.getString(1), rows.getLong(2));
      }
    }
    return told;
  }

  void write(Map<String, Long> told) throws SQLException {
    try (PreparedStatement mark =
        connection.prepareStatement("INSERT OR REPLACE INTO source(name, told) VALUES(?, ?)")) {
      for (Map.Entry<String, Long> each : told.entrySet()) {
        mark.setString(1, each.getKey());
        mark.setLong(2, each.getValue());
        mark.addBatch();
      }
      mark.executeBatch();
    }
  }
}
