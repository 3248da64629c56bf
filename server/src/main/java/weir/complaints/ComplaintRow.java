package weir.complaints;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;
import weir.report.FeedbackType;

/// A complaint as a row.
final class ComplaintRow {
  static final String INSERT =
      "INSERT INTO complaint(mail, came, door, kind, type, reporter, source, subject,"
          + " message_id, redacted, account, candidates, why, state, look_again)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  static final String UPDATE =
      "UPDATE complaint SET account = ?, candidates = ?, why = ?, state = ?, look_again = ?"
          + " WHERE id = ? AND settled IS NULL";

  private ComplaintRow() {}

  /// Fills [#INSERT].
  ///
  /// @param isFirst whether it was looked up, as the first ones of a message are; the others are
  ///   due at once
  static void fill(PreparedStatement insert, long mail, KeptComplaint line, boolean isFirst)
      throws SQLException {
    insert.setLong(1, mail);
    insert.setLong(2, line.came().toEpochMilli());
    insert.setString(3, line.door());
    insert.setString(4, line.kind().name());
    insert.setString(5, line.type().name());
    insert.setString(6, line.reporter());
    insert.setString(7, line.source().map(IpAddress::toString).orElse(null));
    insert.setString(8, line.subject());
    insert.setString(9, line.messageId().orElse(null));
    insert.setBoolean(10, line.redacted());
    whose(insert, 11, line.whose(), next(line, isFirst));
  }

  private static Optional<Instant> next(KeptComplaint line, boolean isFirst) {
    if (line.kind() != KeptComplaint.Kind.COMPLAINT) {
      return Optional.empty();
    }
    return isFirst
        ? NextLook.after(line.whose(), line.came(), line.came())
        : Optional.of(line.came());
  }

  /// Fills [#UPDATE].
  static void fill(PreparedStatement update, long id, Whose whose, Optional<Instant> next)
      throws SQLException {
    whose(update, 1, whose, next);
    update.setLong(6, id);
  }

  private static void whose(PreparedStatement to, int at, Whose whose, Optional<Instant> next)
      throws SQLException {
    String account = whose instanceof Whose.Verified verified ? verified.account() : null;
    to.setString(at, account);
    to.setInt(at + 1, whose instanceof Whose.Candidates some ? some.count() : 0);
    to.setString(at + 2, whose.why());
    to.setString(at + 3, ComplaintState.of(whose).name());
    if (next.isPresent()) {
      to.setLong(at + 4, next.get().toEpochMilli());
    } else {
      to.setNull(at + 4, Types.INTEGER);
    }
  }

  /// What a query for whole rows finds.
  static List<KeptComplaint> all(PreparedStatement query) throws SQLException {
    List<KeptComplaint> lines = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        lines.add(
            new KeptComplaint(
                rows.getLong("id"),
                Instant.ofEpochMilli(rows.getLong("came")),
                rows.getString("door"),
                KeptComplaint.Kind.valueOf(rows.getString("kind")),
                FeedbackType.valueOf(rows.getString("type")),
                rows.getString("reporter"),
                Optional.ofNullable(rows.getString("source")).flatMap(IpAddress::parse),
                rows.getString("subject"),
                Optional.ofNullable(rows.getString("message_id")),
                rows.getBoolean("redacted"),
                whose(rows),
                settled(rows)));
      }
    }
    return lines;
  }

  private static Whose whose(ResultSet rows) throws SQLException {
    String why = rows.getString("why");
    return switch (ComplaintState.valueOf(rows.getString("state"))) {
      case VERIFIED -> new Whose.Verified(rows.getString("account"), why);
      case CANDIDATES -> new Whose.Candidates(rows.getInt("candidates"), why);
      case NOT_OURS -> new Whose.NotOurs(why);
      case NEW -> new Whose.Unlooked(why);
      case UNKNOWN, SETTLED -> new Whose.Unknown(why);
    };
  }

  private static Optional<Settlement> settled(ResultSet rows) throws SQLException {
    long at = rows.getLong("settled");
    return rows.wasNull()
        ? Optional.empty()
        : Optional.of(
            new Settlement(
                Instant.ofEpochMilli(at), rows.getString("settled_by"), rows.getString("note")));
  }
}
