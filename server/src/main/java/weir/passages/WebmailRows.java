package weir.passages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weir.net.IpAddress;

/// Logins of web mail in the file of passages.
record WebmailRows(Connection connection) {

  /// The oldest first.
  List<WebmailLogin> read(Instant since) throws SQLException {
    List<WebmailLogin> logins = new ArrayList<>();
    try (PreparedStatement noted =
        connection.prepareStatement(
            "SELECT login, client, at FROM webmail WHERE at >= ? ORDER BY at")) {
      noted.setLong(1, since.toEpochMilli());
      try (ResultSet rows = noted.executeQuery()) {
        while (rows.next()) {
          Instant at = Instant.ofEpochMilli(rows.getLong("at"));
          String login = rows.getString("login");
          IpAddress.parse(rows.getString("client"))
              .ifPresent(client -> logins.add(new WebmailLogin(login, client, at)));
        }
      }
    }
    return logins;
  }

  void write(List<WebmailLogin> logins) throws SQLException {
    try (PreparedStatement note =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO webmail(login, at, client) VALUES(?,?,?)")) {
      for (WebmailLogin login : logins) {
        note.setString(1, login.login());
        note.setLong(2, login.at().toEpochMilli());
        note.setString(3, login.client().toString());
        note.addBatch();
      }
      note.executeBatch();
    }
  }

  /// @param oldest that stay, in milliseconds
  void deleteBefore(long oldest) throws SQLException {
    try (PreparedStatement old = connection.prepareStatement("DELETE FROM webmail WHERE at < ?")) {
      old.setLong(1, oldest);
      old.executeUpdate();
    }
  }
}
