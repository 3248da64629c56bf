package weir.incidents;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import weir.incident.Cause;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incident.State;
import weir.meter.Kind;
import weir.meter.MeterKey;

/// An incident and its signs as rows.
final class IncidentRow {
  static final String INSERT =
      "INSERT OR REPLACE INTO incident(id, kind, name, account, began, last, state, cause,"
          + " messages_hour, recipients_hour, messages_day, recipients_day, assignee, ticket)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /// An alarm that is raised once more after a crash is the same sign.
  static final String INSERT_SIGN =
      "INSERT INTO sign(incident, at, rule, kind, name, reason) SELECT ?1, ?2, ?3, ?4, ?5, ?6"
          + " WHERE NOT EXISTS (SELECT 1 FROM sign WHERE incident = ?1 AND at = ?2 AND rule = ?3"
          + " AND kind = ?4 AND name = ?5 AND reason = ?6)";

  private IncidentRow() {}

  static void bind(PreparedStatement into, Incident incident) throws SQLException {
    into.setString(1, incident.id());
    into.setString(2, incident.about().kind().name());
    into.setString(3, incident.about().name());
    into.setString(4, incident.account().orElse(null));
    into.setLong(5, incident.began().toEpochMilli());
    into.setLong(6, incident.last().toEpochMilli());
    into.setString(7, incident.state().name());
    into.setString(8, incident.cause().map(Cause::name).orElse(null));
    into.setLong(9, incident.before().messagesOfHour());
    into.setLong(10, incident.before().recipientsOfHour());
    into.setLong(11, incident.before().messagesOfDay());
    into.setLong(12, incident.before().recipientsOfDay());
    into.setString(13, incident.assignee().orElse(null));
    into.setString(14, incident.ticket().orElse(null));
  }

  static Incident read(ResultSet row) throws SQLException {
    return new Incident(
        row.getString("id"),
        key(row),
        Optional.ofNullable(row.getString("account")),
        Instant.ofEpochMilli(row.getLong("began")),
        Instant.ofEpochMilli(row.getLong("last")),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("cause")).map(Cause::valueOf),
        new Incident.Sent(
            row.getLong("messages_hour"),
            row.getLong("recipients_hour"),
            row.getLong("messages_day"),
            row.getLong("recipients_day")),
        Optional.ofNullable(row.getString("assignee")),
        Optional.ofNullable(row.getString("ticket")));
  }

  static void bind(PreparedStatement into, String incident, Sign sign) throws SQLException {
    into.setString(1, incident);
    into.setLong(2, sign.at().toEpochMilli());
    into.setString(3, sign.rule());
    into.setString(4, sign.key().kind().name());
    into.setString(5, sign.key().name());
    into.setString(6, sign.reason());
  }

  static Sign sign(ResultSet row) throws SQLException {
    return new Sign(
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("rule"),
        key(row),
        row.getString("reason"));
  }

  private static MeterKey key(ResultSet row) throws SQLException {
    return new MeterKey(Kind.valueOf(row.getString("kind")), row.getString("name"));
  }
}
