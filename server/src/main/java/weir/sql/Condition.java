package weir.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.journal.Entry;
import weir.net.IpPrefix;

/// A query in the words of SQL, for a sealed segment or an open one. Values are bound, never
/// written into the text. Rows come the newest first, and none is read before it is asked for.
final class Condition {

  private final boolean sealed;

  /// Each element must be among a row's terms, or one of its alternatives; those that few rows have
  /// come first, since the first one leads the search in a sealed segment.
  private final List<List<String>> terms = new ArrayList<>();

  private final List<Object> values = new ArrayList<>();
  private final String sql;

  Condition(Query query, boolean sealed) {
    this.sealed = sealed;
    query.id().ifPresent(id -> terms.add(List.of(Terms.id(id), Terms.session(id))));
    query.sender().filter(Condition::isAddress).ifPresent(a -> term(Terms.sender(a)));
    query.recipient().filter(Condition::isAddress).ifPresent(a -> term(Terms.recipient(a)));
    query
        .client()
        .filter(network -> network.bits() == 128)
        .ifPresent(network -> term(Terms.client(network.first())));
    query.finding().ifPresent(id -> term(Terms.finding(id)));
    query.sender().filter(d -> !isAddress(d)).ifPresent(d -> term(Terms.senderDomain(d)));
    query.recipient().filter(d -> !isAddress(d)).ifPresent(d -> term(Terms.recipientDomain(d)));
    query.outcome().ifPresent(end -> term(Terms.outcome(end)));
    sql = sealed && !terms.isEmpty() ? bySearchedTerm(query) : byRow(query);
  }

  /// What an empty text is, too: the null sender.
  private static boolean isAddress(String text) {
    return text.isEmpty() || text.indexOf('@') >= 0;
  }

  private void term(String term) {
    terms.add(List.of(term));
  }

  private String bySearchedTerm(Query query) {
    StringBuilder text =
        new StringBuilder("SELECT e.row, e.record FROM term t CROSS JOIN entry e ON e.row = t.row");
    text.append(" WHERE t.term IN ").append(marks(terms.getFirst()));
    for (List<String> each : terms.subList(1, terms.size())) {
      text.append(" AND EXISTS (SELECT 1 FROM term x WHERE x.row = t.row AND x.term IN ")
          .append(marks(each))
          .append(')');
    }
    rest(query, text);
    return text.append(" ORDER BY t.row DESC").toString();
  }

  private String marks(List<String> bound) {
    values.addAll(bound);
    return bound.stream().map(_ -> "?").collect(Collectors.joining(",", "(", ")"));
  }

  private String byRow(Query query) {
    StringBuilder text = new StringBuilder("SELECT e.row, e.record FROM entry e WHERE 1");
    for (List<String> each : terms) {
      text.append(
          each.stream()
              .map(_ -> "instr(e.terms, ?) > 0")
              .collect(Collectors.joining(" OR ", " AND (", ")")));
      each.forEach(term -> values.add(Terms.quoted(term)));
    }
    rest(query, text);
    return text.append(" ORDER BY e.row DESC").toString();
  }

  private void rest(Query query, StringBuilder text) {
    query.from().ifPresent(from -> and(text, "e.at >= ?", from.toEpochMilli()));
    query.until().ifPresent(until -> and(text, "e.at < ?", until.toEpochMilli()));
    query
        .client()
        .filter(network -> network.bits() < 128)
        .ifPresent(network -> network(network, text));
  }

  private void network(IpPrefix network, StringBuilder text) {
    String first = Terms.client(network.first());
    String last = Terms.client(network.last());
    if (sealed && terms.isEmpty()) {
      and(text, "e.row IN (SELECT row FROM term WHERE term BETWEEN ? AND ?)", first, last);
    } else {
      String client = "substr(e.terms, " + Terms.CLIENT_FROM + ", " + Terms.CLIENT_LENGTH + ")";
      and(text, client + " BETWEEN ? AND ?", first, last);
    }
  }

  private void and(StringBuilder text, String part, Object... bound) {
    text.append(" AND ").append(part);
    values.addAll(List.of(bound));
  }

  String sql() {
    return sql;
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, values.get(i).toString());
      }
    }
  }

  /// Whether an entry found in an open segment has the terms: looking for a term in a JSON array
  /// can hit a part of a longer one.
  boolean holds(Entry entry) {
    if (sealed || terms.isEmpty()) {
      return true;
    }
    List<String> has = Terms.of(entry);
    return terms.stream().allMatch(each -> each.stream().anyMatch(has::contains));
  }
}
