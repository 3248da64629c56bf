package weir.incidents;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import weir.incident.Alarm;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incident.State;
import weir.sqlite.Database;

/// The file of incidents. Several processes may write it. Not thread-safe.
public final class IncidentStore implements AutoCloseable {
  /// The file's name in its folder.
  public static final String FILE = "incidents.db";

  /// Signs that are kept of one incident; of more, the first ones.
  static final int MOST_SIGNS = 200;

  /// Resolved incidents that are kept; the oldest go.
  static final int MOST_RESOLVED = 50_000;

  private final Connection connection;

  private IncidentStore(Connection connection) {
    this.connection = connection;
  }

  /// Opens the file for writing, or makes it.
  public static IncidentStore open(Path folder) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      IncidentTables.prepare(connection);
      return new IncidentStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Whether there ever was an incident in a folder.
  ///
  /// @throws IOException when that cannot be told, or this user may not look
  public static boolean isThere(Path folder) throws IOException {
    return Database.isThere(folder.resolve(FILE));
  }

  /// Opens a file that exists, to look into it.
  public static IncidentStore look(Path folder) throws SQLException {
    return new IncidentStore(Database.read(folder.resolve(FILE)));
  }

  /// What came of an alarm.
  ///
  /// @param isNew whether it began with it
  public record Taken(Incident incident, boolean isNew) {}

  /// Joins an alarm with the open incident of the same account, or of the same sender where that is
  /// nobody's; or begins one. On disk when this returns.
  ///
  /// @param id for a new one
  public Taken take(Alarm alarm, Supplier<String> id) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          Optional<Incident> open = open(alarm);
          Incident now =
              open.map(it -> it.and(alarm)).orElseGet(() -> Incident.of(id.get(), alarm));
          write(now);
          sign(now.id(), alarm.sign());
          if (open.isEmpty()) {
            forget();
          }
          return new Taken(now, open.isEmpty());
        });
  }

  private Optional<Incident> open(Alarm alarm) throws SQLException {
    String last = " AND state <> 'RESOLVED' ORDER BY began DESC LIMIT 1";
    List<Incident> found =
        alarm.account().isPresent()
            ? incidents("WHERE account = ?" + last, alarm.account().get())
            : incidents(
                "WHERE account IS NULL AND kind = ? AND name = ?" + last,
                alarm.reading().key().kind().name(),
                alarm.reading().key().name());
    return found.stream().findFirst();
  }

  private void write(Incident incident) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(IncidentRow.INSERT)) {
      IncidentRow.bind(insert, incident);
      insert.executeUpdate();
    }
  }

  private void sign(String incident, Sign sign) throws SQLException {
    if (numberOfSigns(incident) < MOST_SIGNS) {
      try (PreparedStatement insert = connection.prepareStatement(IncidentRow.INSERT_SIGN)) {
        IncidentRow.bind(insert, incident, sign);
        insert.executeUpdate();
      }
    }
  }

  private int numberOfSigns(String incident) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT count(*) FROM sign WHERE incident = ?")) {
      query.setString(1, incident);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  private void forget() throws SQLException {
    String old =
        " IN (SELECT id FROM incident WHERE state = 'RESOLVED' ORDER BY began DESC LIMIT -1 OFFSET "
            + MOST_RESOLVED
            + ")";
    Database.run(
        connection,
        "DELETE FROM sign WHERE incident" + old,
        "DELETE FROM act WHERE journaled = 1 AND incident" + old,
        "DELETE FROM incident WHERE id" + old);
  }

  /// Writes down what a person did.
  ///
  /// @return empty where nothing was done: there is no such incident, or it is in a state in which
  ///   that cannot be done
  public Optional<Incident> add(IncidentAct act) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          Optional<Incident> before = find(act.incident());
          if (before.filter(it -> act.what().fits(it.state())).isEmpty()) {
            return Optional.empty();
          }
          Incident now = after(before.get(), act);
          write(now);
          IncidentAct.TABLE.insert(connection, act);
          return Optional.of(now);
        });
  }

  private static Incident after(Incident before, IncidentAct act) {
    boolean changes = act.what().state().isPresent();
    return new Incident(
        before.id(),
        before.about(),
        before.account(),
        before.began(),
        before.last(),
        act.what().state().orElse(before.state()),
        changes ? act.what().cause() : before.cause(),
        before.before(),
        act.what() == IncidentAct.What.ASSIGNED ? Optional.of(act.note()) : before.assignee(),
        act.what() == IncidentAct.What.TICKET ? Optional.of(act.note()) : before.ticket());
  }

  /// An incident by its id.
  public Optional<Incident> find(String id) throws SQLException {
    return incidents("WHERE id = ?", id).stream().findFirst();
  }

  /// Those that went on since a time, the newest first.
  ///
  /// @param openOnly not those that are over
  public List<Incident> list(Instant since, boolean openOnly, int limit) throws SQLException {
    return incidents(
        "WHERE last >= ?"
            + (openOnly ? " AND state <> '" + State.RESOLVED + "'" : "")
            + " ORDER BY last DESC, id LIMIT ?",
        since.toEpochMilli(),
        limit);
  }

  /// Of an account, the newest first.
  public List<Incident> ofAccount(String account, int limit) throws SQLException {
    return incidents("WHERE account = ? ORDER BY began DESC, id LIMIT ?", account, limit);
  }

  /// What rules saw, the oldest first.
  public List<Sign> signs(String incident) throws SQLException {
    List<Sign> signs = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM sign WHERE incident = ? ORDER BY at, rowid")) {
      query.setString(1, incident);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          signs.add(IncidentRow.sign(rows));
        }
      }
    }
    return signs;
  }

  /// What people did, the oldest first.
  public List<IncidentAct> acts(String incident) throws SQLException {
    return IncidentAct.TABLE.of(connection, incident);
  }

  /// What the journal does not have yet, the oldest first.
  List<IncidentAct> unjournaled() throws SQLException {
    return IncidentAct.TABLE.unjournaled(connection);
  }

  void journaled(IncidentAct act) throws SQLException {
    IncidentAct.TABLE.journaled(connection, act);
  }

  private List<Incident> incidents(String condition, Object... values) throws SQLException {
    List<Incident> found = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM incident " + condition)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(IncidentRow.read(rows));
        }
      }
    }
    return found;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
