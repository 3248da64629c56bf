package weir.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import weir.link.KnownKey;
import weir.link.Messages;
import weir.sqlite.Database;
import weir.sqlite.Rows;
import weir.uplink.Report;

/// The file of agents: who is invited, who is one, what each said last of itself, and its
/// [KeptReports]. Several processes may write it. Not thread-safe.
public final class AgentStore implements AutoCloseable {
  /// The file's name in its folder.
  public static final String FILE = "agents.db";

  /// By so much the clock of a server that gave an order before may have been ahead of this one's.
  static final Duration AHEAD = Duration.ofHours(1);

  private final Connection connection;
  private final KeptReports reports;

  private AgentStore(Connection connection) {
    this.connection = connection;
    this.reports = new KeptReports(connection);
  }

  /// Opens the file for writing, or makes it.
  public static AgentStore open(Path folder) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      AgentTables.prepare(connection);
      return new AgentStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Whether anybody was ever invited.
  ///
  /// @throws IOException when that cannot be told, or this user may not look
  public static boolean isThere(Path folder) throws IOException {
    return Database.isThere(folder.resolve(FILE));
  }

  /// Opens a file that exists, to look into it.
  public static AgentStore look(Path folder) throws SQLException {
    Connection connection = Database.read(folder.resolve(FILE));
    try {
      AgentTables.check(connection);
      return new AgentStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// What agents told of connections and scripts.
  public KeptReports reports() {
    return reports;
  }

  /// Invites a host; an earlier invitation of the same host is good no more.
  ///
  /// @param digest of its secret
  public void invite(String host, String digest, Instant until, String by) throws SQLException {
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO invitation(host, digest, until, by) VALUES(?, ?, ?, ?)",
        host,
        digest,
        until.toEpochMilli(),
        by);
  }

  /// Makes an agent of an invited host. The invitation is good no more.
  ///
  /// @return whether it was invited so, and in time
  public boolean enrol(String host, String digest, KnownKey key, Instant now) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          List<String> by =
              Rows.list(
                  connection,
                  row -> row.getString("by"),
                  "SELECT by FROM invitation WHERE host = ? AND digest = ? AND until > ?",
                  host,
                  digest,
                  now.toEpochMilli());
          if (by.isEmpty()) {
            return false;
          }
          Rows.change(connection, "DELETE FROM invitation WHERE host = ?", host);
          // The number of orders goes on: a copy of the host's old disk must not obey old ones.
          Rows.change(
              connection,
              """
              INSERT INTO agent(host, key, enrolled, by) VALUES(?, ?, ?, ?)
              ON CONFLICT(host) DO UPDATE SET key = excluded.key, enrolled = excluded.enrolled,
              by = excluded.by, mark = 0, heard = NULL, alive = NULL, fence = NULL, verified = NULL
              """,
              host,
              key.text(),
              now.toEpochMilli(),
              by.getFirst());
          return true;
        });
  }

  /// Forgets a host: it is nobody's agent any more, and no invitation of it is good.
  ///
  /// @return whether there was anything to forget
  public boolean forget(String host) throws SQLException {
    return Rows.change(connection, "DELETE FROM agent WHERE host = ?", host)
            + Rows.change(connection, "DELETE FROM invitation WHERE host = ?", host)
        > 0;
  }

  /// All agents, by host.
  public List<Agent> agents() throws SQLException {
    return Rows.list(connection, AgentStore::agent, "SELECT * FROM agent ORDER BY host");
  }

  /// One of them.
  public Optional<Agent> agent(String host) throws SQLException {
    return Rows.list(connection, AgentStore::agent, "SELECT * FROM agent WHERE host = ?", host)
        .stream()
        .findFirst();
  }

  /// Hosts that are invited and did not come yet.
  public List<String> invited(Instant now) throws SQLException {
    return Rows.list(
        connection,
        row -> row.getString("host"),
        "SELECT host FROM invitation WHERE until > ? ORDER BY host",
        now.toEpochMilli());
  }

  private static Agent agent(ResultSet row) throws SQLException {
    return new Agent(
        row.getString("host"),
        KnownKey.read(row.getString("key")),
        Instant.ofEpochMilli(row.getLong("enrolled")),
        row.getString("by"),
        row.getLong("mark"),
        row.getLong("unknown"),
        row.getLong("dropped"),
        time(row, "heard"),
        time(row, "told_silent"),
        told(row, "alive", Report.Alive.class),
        told(row, "fence", Report.Fence.class),
        told(row, "verified", Report.Verified.class));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static <T extends Report> Optional<T> told(ResultSet row, String column, Class<T> type)
      throws SQLException {
    String line = row.getString(column);
    if (line == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Messages.report(line)).filter(type::isInstance).map(type::cast);
    } catch (IOException _) {
      return Optional.empty(); // of a later version of ours
    }
  }

  /// Number of the next order for a host, greater than all before: milliseconds of the clock, so
  /// that a host that was forgotten and came again gets none that it has had.
  long nextOrder(String host, Instant now) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          int given =
              Rows.change(
                  connection,
                  "UPDATE agent SET ordered = max(ordered + 1, ?) WHERE host = ? AND ordered < ?",
                  now.toEpochMilli(),
                  host,
                  Long.MAX_VALUE);
          if (given == 0 && agent(host).isPresent()) {
            throw new SQLException(
                "there are no more numbers of orders for %s: weir agents forget %s, and enrol it"
                    .formatted(host, host));
          }
          return Rows.list(
                  connection,
                  row -> row.getLong("ordered"),
                  "SELECT ordered FROM agent WHERE host = ?",
                  host)
              .stream()
              .findFirst()
              .orElseThrow(() -> new SQLException("there is no agent of " + host));
        });
  }

  /// Numbers of orders go on behind what an agent has taken already, whoever ordered it.
  ///
  /// @return whether it is believed: none is later than the clock by more than [#AHEAD], unless it
  ///   is from here
  boolean ordered(String host, long number, Instant now) throws SQLException {
    return Rows.change(
            connection,
            "UPDATE agent SET ordered = max(ordered, ?) WHERE host = ? AND ? <= max(ordered, ?)",
            number,
            host,
            number,
            now.plus(AHEAD).toEpochMilli())
        > 0;
  }

  /// Takes over what an agent told, all of it or nothing.
  ///
  /// @param news in the order of their marks
  /// @param unknown how many more there were that are not known here
  /// @param mark of the last one
  /// @param before the mark until now; where another request has moved it meanwhile, nothing is
  ///   kept
  void keep(String host, long before, Collection<Report> news, long unknown, long mark, Instant now)
      throws SQLException {
    Database.transaction(
        connection,
        () -> {
          if (agent(host).filter(it -> it.mark() == before).isEmpty()) {
            throw new SQLException("the agent of " + host + " tells the same twice at once");
          }
          for (Report each : news) {
            keep(host, each);
          }
          return Rows.change(
              connection,
              "UPDATE agent SET mark = ?, unknown = unknown + ?, heard = ? WHERE host = ?",
              mark,
              unknown,
              now.toEpochMilli(),
              host);
        });
  }

  /// An agent was heard.
  void heard(String host, Instant now) throws SQLException {
    Rows.change(connection, "UPDATE agent SET heard = ? WHERE host = ?", now.toEpochMilli(), host);
  }

  /// People were told that an agent is silent.
  void toldSilent(String host, Instant now) throws SQLException {
    Rows.change(
        connection, "UPDATE agent SET told_silent = ? WHERE host = ?", now.toEpochMilli(), host);
  }

  private void keep(String host, Report report) throws SQLException {
    switch (report) {
      case Report.Connection it -> reports.add(host, it);
      case Report.Script it -> reports.add(host, it);
      case Report.Alive it -> set(host, "alive", it);
      case Report.Fence it -> set(host, "fence", it);
      case Report.Verified it -> set(host, "verified", it);
      case Report.Dropped it ->
          Rows.change(
              connection,
              "UPDATE agent SET dropped = dropped + ? WHERE host = ?",
              it.reports(),
              host);
      case Report.Counted _, Report.Seen _, Report.Carried _ -> {
        // Counted elsewhere, or for whoever waits for it.
      }
    }
  }

  private void set(String host, String column, Report report) throws SQLException {
    Rows.change(
        connection,
        "UPDATE agent SET " + column + " = ? WHERE host = ?",
        Messages.line(report),
        host);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
