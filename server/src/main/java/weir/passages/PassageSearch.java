package weir.passages;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import weir.meter.SubjectShape;
import weir.observation.Leg;
import weir.observation.QueueKey;
import weir.sqlite.Database;

/// Looks passages up. Reads what is committed, also while the server writes.
public final class PassageSearch implements AutoCloseable {
  private static final String LAID =
      "SELECT p.id AS p_id, p.origin, p.parent, p.account, p.identity, p.method, p.confidence, p.behind, l.*"
          + " FROM (SELECT * FROM passage p ";

  private static final String WITH_LEGS =
      ") p JOIN leg l ON l.passage = p.id ORDER BY p.at DESC, p.id DESC, l.n";

  /// What was anywhere at some moment of a time. Most stay for seconds: those that stay long have
  /// an index of their own, which keeps the days before from being read.
  private static final String THEN =
      "SELECT id FROM passage WHERE at >= ? AND at <= ? AND last >= ?"
          + " UNION ALL SELECT id FROM passage WHERE last - at > "
          + PassageTables.SHORT_STAY
          + " AND at >= ? AND at < ? AND last >= ?";

  /// Nobody keeps a message longer than this.
  static final Duration LONGEST_STAY = Duration.ofDays(6);

  /// Two sources tell when a message came to a server this far apart at most.
  private static final Duration APART = Duration.ofMinutes(2);

  /// Messages of one sender that are looked through.
  private static final int MOST_ALIKE = 10_000;

  private final Connection connection;

  PassageSearch(Connection connection) {
    this.connection = connection;
  }

  /// Opens the file of a folder.
  ///
  /// @throws SQLException when there is none, or it cannot be read
  public static PassageSearch open(Path folder) throws SQLException {
    Connection connection = Database.read(folder.resolve(PassageStore.FILE));
    try {
      PassageTables.check(connection);
      return new PassageSearch(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Every message that came to us from a time on and before another one, the newest first.
  public void between(Instant since, Instant until, Consumer<Laid> taker) throws SQLException {
    each(taker, "WHERE p.at >= ? AND p.at < ?", since.toEpochMilli(), until.toEpochMilli());
  }

  /// When the oldest message came that is known; empty when none is.
  public Optional<Instant> oldest() throws SQLException {
    long at = Database.number(connection, "SELECT min(at) FROM passage");
    return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }

  /// An account's, the newest first.
  public List<Laid> ofAccount(String account, Instant since, int limit) throws SQLException {
    return find(
        "WHERE p.account = ? AND p.at >= ? ORDER BY p.at DESC, p.id DESC LIMIT ?",
        account,
        since.toEpochMilli(),
        limit);
  }

  /// The one with a leg of this very key.
  public Optional<Laid> byKey(QueueKey key) throws SQLException {
    return find(
            "WHERE p.id IN (SELECT passage FROM leg WHERE id = ? AND host = ? AND since = ? AND nanos = ?) LIMIT 1",
            key.id(),
            key.host(),
            key.since().toEpochMilli(),
            LegRow.nanos(key.since()))
        .stream()
        .findFirst();
  }

  /// The one of which a source told under this key; another source may have told of it first, and
  /// of another time.
  public Optional<Laid> told(QueueKey key) throws SQLException {
    Optional<Laid> same = byKey(key);
    return same.isPresent()
        ? same
        : byQueueId(
                key.host()::equals, key.id(), key.since().minus(APART), key.since().plus(APART), 1)
            .stream()
            .findFirst();
  }

  /// Those that a server of ours took under an id in a time, the newest first.
  ///
  /// @param isHost whether a name is that of its host
  public List<Laid> byQueueId(
      Predicate<String> isHost, String id, Instant since, Instant until, int limit)
      throws SQLException {
    String then = " AND since >= ? AND since <= ?";
    List<Laid> found =
        find(
            "WHERE p.id IN (SELECT passage FROM leg WHERE id = ?"
                + then
                + " UNION SELECT passage FROM leg WHERE alias = ?"
                + then
                + ") ORDER BY p.at DESC",
            id,
            since.toEpochMilli(),
            until.toEpochMilli(),
            id,
            since.toEpochMilli(),
            until.toEpochMilli());
    return found.stream()
        .filter(laid ->
            laid.passage().legs().stream()
                .anyMatch(
                    leg -> isHost.test(leg.key().host()) && leg.isKnownAs(leg.key().host(), id)))
        .limit(limit)
        .toList();
  }

  /// Those that have a Message-ID, the newest first.
  ///
  /// @param messageId without angle brackets
  public List<Laid> byMessageId(String messageId, int limit) throws SQLException {
    return find(
        "WHERE p.id IN (SELECT passage FROM leg WHERE message_id = ?) ORDER BY p.at DESC LIMIT ?",
        messageId,
        limit);
  }

  /// Those that were at a host at some moment of a time, the newest first.
  ///
  /// @param isHost whether a name is that of the host
  public List<Laid> atHost(Predicate<String> isHost, Instant since, Instant until, int limit)
      throws SQLException {
    return there(isHost, since, until, limit, "");
  }

  /// Those that were at a host at some moment of a time and have a sender, and of which no log told
  /// a Message-ID, the newest first.
  ///
  /// @param isHost whether a name is that of the host
  public List<Laid> nameless(Predicate<String> isHost, Instant since, Instant until, int limit)
      throws SQLException {
    return there(
        isHost,
        since,
        until,
        limit,
        " AND l.sender IS NOT '' AND NOT EXISTS (SELECT 1 FROM leg m WHERE m.passage = p.id"
            + " AND m.message_id IS NOT NULL)");
  }

  /// Of all that was anywhere then, first by which names hosts went, and then what was at those
  /// that are meant.
  private List<Laid> there(
      Predicate<String> isHost, Instant since, Instant until, int limit, String more)
      throws SQLException {
    Object[] then = then(since, until);
    List<String> names =
        texts("SELECT DISTINCT host FROM leg WHERE passage IN (" + THEN + ")", then).stream()
            .filter(isHost)
            .toList();
    List<Object> values = new ArrayList<>(List.of(then));
    values.addAll(names);
    values.add(limit);
    return find(
        "WHERE p.id IN ("
            + THEN
            + ") AND EXISTS (SELECT 1 FROM leg l WHERE l.passage = p.id AND l.host IN ("
            + String.join(",", Collections.nCopies(names.size(), "?"))
            + ")"
            + more
            + ") ORDER BY +p.at DESC LIMIT ?",
        values.toArray());
  }

  private static Object[] then(Instant since, Instant until) {
    long from = since.toEpochMilli();
    return new Object[] {
      from - PassageTables.SHORT_STAY,
      until.toEpochMilli(),
      from,
      from - LONGEST_STAY.toMillis(),
      from - PassageTables.SHORT_STAY,
      from
    };
  }

  /// Others of the same identity, with the same shape of subject if that is known.
  ///
  /// @param around how long before it and behind it they came
  /// @param limit that are given
  /// @return empty where nobody knows who sent it
  public Optional<Similar> similar(Laid laid, Duration around, int limit) throws SQLException {
    if (laid.identity().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> shape = laid.passage().first().subject().map(SubjectShape::of);
    Instant at = laid.passage().since();
    List<Laid> alike =
        find(
            "WHERE p.identity = ? AND p.id <> ? AND p.at >= ? AND p.at <= ?"
                + " ORDER BY p.at DESC, p.id DESC LIMIT ?",
            laid.identity().get(),
            laid.passage().id(),
            at.minus(around).toEpochMilli(),
            at.plus(around).toEpochMilli(),
            MOST_ALIKE);
    alike.removeIf(other ->
        shape.isPresent()
            && !other.passage().first().subject().map(SubjectShape::of).equals(shape));
    return Optional.of(
        new Similar(alike.size(), shape.isPresent(), alike.stream().limit(limit).toList()));
  }

  /// Recipients of an identity's authored messages that came in a time.
  public long recipients(String identity, Instant since, Instant until) throws SQLException {
    try (PreparedStatement statement =
        prepared(
            "SELECT sum(coalesce(l.announced, l.delivered + l.failed)) FROM passage p JOIN leg l"
                + " ON l.passage = p.id AND l.n = 0 WHERE p.identity = ? AND p.at >= ?"
                + " AND p.at < ? AND p.origin = 'AUTHORED'",
            identity,
            since.toEpochMilli(),
            until.toEpochMilli())) {
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /// Accounts that linked to a site before a time, in messages of their own; some of them.
  ///
  /// @param site as [weir.likeness.Likeness#links] has it
  public Set<String> linkedBy(String site, Instant before, int limit) throws SQLException {
    return new LinkedRows(connection).linkedBy(site, before, limit);
  }

  /// Identities that sent since a time and belong to nobody, those with most messages first.
  public List<Unowned> unowned(Instant since, int limit) throws SQLException {
    List<Unowned> found = new ArrayList<>();
    try (PreparedStatement statement =
            prepared(
                "SELECT identity, count(*) AS messages, max(at) AS last FROM passage"
                    + " WHERE account = '' AND identity <> '' AND at >= ? AND origin = 'AUTHORED'"
                    + " GROUP BY identity ORDER BY messages DESC, identity LIMIT ?",
                since.toEpochMilli(),
                limit);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Unowned(
                rows.getString("identity"),
                rows.getLong("messages"),
                Instant.ofEpochMilli(rows.getLong("last"))));
      }
    }
    return found;
  }

  /// Of what was authored since a time, how much is nobody's.
  public Share share(Instant since) throws SQLException {
    try (PreparedStatement statement =
            prepared(
                "SELECT count(*), count(*) FILTER (WHERE account = '') FROM passage"
                    + " WHERE at >= ? AND origin = 'AUTHORED'",
                since.toEpochMilli());
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? new Share(rows.getInt(1), rows.getInt(2)) : new Share(0, 0);
    }
  }

  List<Long> ids(String query, Object... values) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement statement = prepared(query, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private List<String> texts(String query, Object... values) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement statement = prepared(query, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  List<Laid> find(String condition, Object... values) throws SQLException {
    List<Laid> found = new ArrayList<>();
    each(found::add, condition, values);
    return found;
  }

  /// One query for passages and legs: of a busy hour there are many.
  private void each(Consumer<Laid> taker, String condition, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(LAID + condition + WITH_LEGS, values);
        ResultSet rows = statement.executeQuery()) {
      boolean more = rows.next();
      while (more) {
        long id = rows.getLong("p_id");
        Function<List<Leg>, Laid> laid = PassageRow.read(rows);
        List<Leg> legs = new ArrayList<>();
        do {
          legs.add(LegRow.read(rows));
          more = rows.next();
        } while (more && rows.getLong("p_id") == id);
        taker.accept(laid.apply(legs));
      }
    }
  }

  private PreparedStatement prepared(String statement, Object... values) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
