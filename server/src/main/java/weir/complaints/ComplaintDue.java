package weir.complaints;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A complaint that is to be looked up again.
///
/// @param mail in which it came
/// @param ordinal place of the report in its message, from 0
/// @param isNew whether it was never looked up
/// @param source as kept
/// @param messageId as kept
record ComplaintDue(
    long id,
    long mail,
    int ordinal,
    Instant came,
    boolean isNew,
    Optional<String> source,
    Optional<String> messageId) {

  /// Each message has its first one looked up before any has its second, so that a few messages
  /// with many do not keep the others waiting; among those the longest overdue comes first.
  private static final String IN_TURN =
      """
      SELECT id, mail, came, state, source, message_id, (SELECT count(*) FROM complaint AS other
        WHERE other.mail = due.mail AND other.id < due.id) AS ordinal
      FROM (SELECT id, mail, came, state, source, message_id, look_again,
        row_number() OVER (PARTITION BY mail ORDER BY look_again, id) AS turn
        FROM complaint WHERE look_again <= ?) AS due
      ORDER BY turn, look_again, id LIMIT ?\
      """;

  /// Those whose time has come.
  ///
  /// @param mails at most, in which they came
  static List<ComplaintDue> of(Connection connection, Instant now, int most, int mails)
      throws SQLException {
    List<ComplaintDue> due = new ArrayList<>();
    Set<Long> taken = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(IN_TURN)) {
      query.setLong(1, now.toEpochMilli());
      query.setInt(2, most);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long mail = rows.getLong("mail");
          if (taken.size() < mails || taken.contains(mail)) {
            taken.add(mail);
            due.add(row(rows, mail));
          }
        }
      }
    }
    return due;
  }

  private static ComplaintDue row(ResultSet rows, long mail) throws SQLException {
    return new ComplaintDue(
        rows.getLong("id"),
        mail,
        rows.getInt("ordinal"),
        Instant.ofEpochMilli(rows.getLong("came")),
        rows.getString("state").equals(ComplaintState.NEW.name()),
        Optional.ofNullable(rows.getString("source")),
        Optional.ofNullable(rows.getString("message_id")));
  }
}
