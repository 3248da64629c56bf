package weir.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import weir.net.IpPrefix;

/// A query in the words of SQL. Values are bound, never written into the text.
final class Condition {

  private final StringBuilder sql = new StringBuilder("kind <> " + Columns.GAP);
  private final List<Object> values = new ArrayList<>();

  /// @param sealed whether the segment has its indexes
  Condition(Query query, boolean sealed) {
    query.id().ifPresent(id -> and("(id = ? OR session = ?)", id, id));
    query.from().ifPresent(from -> and("at >= ?", Columns.millis(from)));
    query.until().ifPresent(until -> and("at < ?", Columns.millis(until)));
    query.client().ifPresent(this::client);
    query.sender().ifPresent(this::sender);
    query
        .recipient()
        .ifPresent(r -> element("recipient", r.indexOf('@') < 0 ? "@" + r : r, sealed));
    query.finding().ifPresent(finding -> element("finding", finding, sealed));
    query.outcome().ifPresent(outcome -> and("outcome = ?", Columns.outcome(outcome)));
  }

  private void client(IpPrefix network) {
    if (network.bits() == 128) {
      and("client = ?", octets(network));
    } else {
      byte[] last = Segment.octets(network.last());
      and("client BETWEEN ? AND ?", octets(network), last == null ? new byte[0] : last);
    }
  }

  private static byte[] octets(IpPrefix network) {
    byte[] first = Segment.octets(network.first());
    return first == null ? new byte[0] : first;
  }

  private void sender(String sender) {
    // An empty text is the null sender, whose domain is NULL.
    boolean domain = !sender.isEmpty() && sender.indexOf('@') < 0;
    and(domain ? "domain = ?" : "sender = ?", sender);
  }

  /// One of many in a row: by its table once that is built, else somewhere in the row's JSON array.
  private void element(String name, String value, boolean sealed) {
    if (sealed) {
      and("row IN (SELECT row FROM " + name + " WHERE " + name + " = ?)", value);
    } else {
      and("instr(" + name + "s, ?) > 0", Encoder.quoted(value));
    }
  }

  private void and(String part, Object... bound) {
    sql.append(" AND ").append(part);
    values.addAll(List.of(bound));
  }

  String sql() {
    return sql.toString();
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      switch (values.get(i)) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case byte[] octets -> statement.setBytes(i + 1, octets);
        case Object text -> statement.setString(i + 1, text.toString());
      }
    }
  }
}
