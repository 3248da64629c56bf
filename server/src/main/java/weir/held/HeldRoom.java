package weir.held;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.sqlite.Database;

/// Room that messages take: how many, and their bytes. Counted anew each time, from an index that
/// has nothing else, so that no count of ours can part from what is there.
record HeldRoom(long messages, long bytes) {
  static final HeldRoom NONE = new HeldRoom(0, 0);

  private static final String OF_ALL =
      "SELECT count(*), coalesce(sum(bytes), 0) FROM held WHERE here = 1";
  private static final String OF_ACCOUNT = OF_ALL + " AND account = ?";

  private HeldRoom and(long more) {
    return new HeldRoom(messages + 1, bytes + more);
  }

  /// The two numbers of the one row that the query gives.
  static HeldRoom read(Connection connection, String query, Object... values) throws SQLException {
    try (PreparedStatement statement = HeldRows.prepared(connection, query, values);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new HeldRoom(row.getLong(1), row.getLong(2));
    }
  }

  private HeldRoom and(HeldRoom more) {
    return new HeldRoom(messages + more.messages, bytes + more.bytes);
  }

  /// The bound in all that is reached.
  ///
  /// @param aside what the index knows nothing of
  static Optional<String> full(Connection connection, HeldSettings bounds, HeldRoom aside)
      throws SQLException {
    HeldRoom all = read(connection, OF_ALL).and(aside);
    if (all.messages >= bounds.messages()) {
      return Optional.of("held.messages");
    }
    return all.bytes >= bounds.bytes().bytes() ? Optional.of("held.bytes") : Optional.empty();
  }

  /// The bound that these rows would exceed.
  static Optional<String> exceeded(
      Connection connection, List<HeldMessage> rows, HeldSettings bounds, HeldRoom aside)
      throws SQLException {
    Map<String, HeldRoom> accounts = new LinkedHashMap<>();
    HeldRoom all = read(connection, OF_ALL).and(aside);
    for (HeldMessage row : rows) {
      HeldRoom own = accounts.get(row.account());
      if (own == null) {
        own = read(connection, OF_ACCOUNT, row.account());
      }
      accounts.put(row.account(), own.and(row.bytes()));
      all = all.and(row.bytes());
    }
    if (all.messages > bounds.messages()) {
      return Optional.of("held.messages");
    }
    if (all.bytes > bounds.bytes().bytes()) {
      return Optional.of("held.bytes");
    }
    for (var each : accounts.entrySet()) {
      if (each.getValue().messages > bounds.accountMessages()) {
        return Optional.of("held.account-messages of " + each.getKey());
      }
      if (each.getValue().bytes > bounds.accountBytes().bytes()) {
        return Optional.of("held.account-bytes of " + each.getKey());
      }
    }
    return Optional.empty();
  }

  /// What is there, for people.
  static HeldCounts counts(Connection connection, HeldRoom aside) throws SQLException {
    Map<HeldState, Long> messages = new EnumMap<>(HeldState.class);
    for (HeldState state : HeldState.values()) {
      HeldRoom ofState =
          read(connection, "SELECT count(*), 0 FROM held WHERE state = ?", state.word());
      messages.put(state, ofState.messages);
    }
    long oldest =
        Database.number(
            connection, "SELECT coalesce(min(at), -1) FROM held WHERE state = 'pending'");
    return new HeldCounts(
        messages,
        aside.messages,
        read(connection, OF_ALL).and(aside).bytes,
        oldest < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest)));
  }
}
