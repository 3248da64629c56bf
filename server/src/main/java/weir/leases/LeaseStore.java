package weir.leases;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.incident.Rung;
import weir.response.Lease;
import weir.response.Phase;
import weir.response.Response;
import weir.response.Target;
import weir.sqlite.Database;
import weir.sqlite.Rows;

/// The file of leases. Several processes may write it. Not thread-safe.
public final class LeaseStore implements AutoCloseable {
  /// The file's name in its folder.
  public static final String FILE = "leases.db";

  /// Of an act: somebody tells that what led to a lease is repaired.
  public static final String REPAIR = "repair-told";

  /// Leases that are kept after they ended; the oldest go.
  static final int MOST_ENDED = 50_000;

  /// Acts that are kept once the journal has them; the oldest go.
  static final int MOST_ACTS = 500_000;

  /// Leases or acts that are read at once.
  private static final int MOST = 10_000;

  private final Connection connection;
  private final Holdings holdings;

  private LeaseStore(Connection connection) {
    this.connection = connection;
    this.holdings = new Holdings(connection);
  }

  /// Opens the file for writing, or makes it.
  public static LeaseStore open(Path folder) throws SQLException {
    Connection connection = Database.write(folder.resolve(FILE));
    try {
      LeaseTables.prepare(connection);
      return new LeaseStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Whether there ever was a lease in a folder.
  ///
  /// @throws IOException when that cannot be told, or this user may not look
  public static boolean isThere(Path folder) throws IOException {
    return Database.isThere(folder.resolve(FILE));
  }

  /// Opens a file that exists, to look into it.
  public static LeaseStore look(Path folder) throws SQLException {
    return new LeaseStore(Database.read(folder.resolve(FILE)));
  }

  /// What was put where.
  public Holdings holdings() {
    return holdings;
  }

  /// Changes with whenever anybody has changed the file since this one looked last.
  public long version() throws SQLException {
    return Database.number(connection, "PRAGMA data_version");
  }

  /// Writes a lease that begins, with who wanted it. Where the same target is under the same
  /// response already, that lease is answered, with the later end of both: twice is once.
  public Lease begin(Lease wanted, LeaseAct act) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          Optional<Lease> same =
              active().stream()
                  .filter(Lease::isEnforced)
                  .filter(it -> it.target().equals(wanted.target()))
                  .filter(it -> it.response().equals(wanted.response()))
                  .findFirst();
          Lease now = same.map(it -> joined(it, wanted)).orElse(wanted);
          write(now);
          insert(
              same.isEmpty()
                  ? act
                  : new LeaseAct(
                      act.id(),
                      act.at(),
                      "response-prolonged",
                      act.by(),
                      Optional.of(now.id()),
                      act.words()));
          forget();
          return now;
        });
  }

  /// What a person wants is a person's from then on, whoever wanted it first.
  private static Lease joined(Lease before, Lease wanted) {
    Instant end = before.until().isAfter(wanted.until()) ? before.until() : wanted.until();
    return before.isAutomatic() && !wanted.isAutomatic()
        ? before.takenOver(wanted, end)
        : before.until(end);
  }

  /// Writes a lease as it is now, with what made it so.
  public void change(Lease lease, LeaseAct act) throws SQLException {
    Database.transaction(
        connection,
        () -> {
          write(lease);
          insert(act);
          return lease;
        });
  }

  /// Ends a lease that is not over yet.
  ///
  /// @return as it is now; empty where there is none, or it is over
  public Optional<Lease> undo(String id, LeaseAct act) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          Optional<Lease> before = find(id).filter(it -> it.phase() != Phase.ENDED);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Lease now = before.get().undone(act.at());
          write(now);
          insert(act);
          return Optional.of(now);
        });
  }

  private void write(Lease lease) throws SQLException {
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO lease(id, target, response, by, rule, incident, reason, since,"
            + " until, phase) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        lease.id(),
        lease.target().text(),
        lease.response().text(),
        lease.by(),
        lease.rule().orElse(null),
        lease.incident().orElse(null),
        lease.reason(),
        lease.since().toEpochMilli(),
        lease.until().toEpochMilli(),
        lease.phase().name());
  }

  private void forget() throws SQLException {
    Rows.change(
        connection,
        "DELETE FROM lease WHERE id IN (SELECT id FROM lease WHERE phase = 'ENDED'"
            + " ORDER BY since DESC LIMIT -1 OFFSET ?)",
        MOST_ENDED);
    Rows.change(
        connection,
        "DELETE FROM act WHERE journaled = 1 AND id <= (SELECT max(id) FROM act) - ?",
        MOST_ACTS);
  }

  /// A lease by its id.
  public Optional<Lease> find(String id) throws SQLException {
    return leases("WHERE id = ?", id).stream().findFirst();
  }

  /// Those that are not over, the oldest first.
  public List<Lease> active() throws SQLException {
    return leases("WHERE phase <> 'ENDED' ORDER BY since, id LIMIT ?", MOST);
  }

  /// Those that began since a time, the newest first.
  public List<Lease> since(Instant since, int limit) throws SQLException {
    return leases("WHERE since >= ? ORDER BY since DESC, id LIMIT ?", since.toEpochMilli(), limit);
  }

  /// Of an incident, the oldest first.
  public List<Lease> ofIncident(String incident) throws SQLException {
    return leases("WHERE incident = ? ORDER BY since, id LIMIT ?", incident, MOST);
  }

  private List<Lease> leases(String condition, Object... values) throws SQLException {
    return Rows.list(connection, LeaseStore::lease, "SELECT * FROM lease " + condition, values);
  }

  private static Lease lease(ResultSet row) throws SQLException {
    return new Lease(
        row.getString("id"),
        Target.read(row.getString("target")).orElseThrow(() -> strange("target")),
        Response.read(row.getString("response")).orElseThrow(() -> strange("response")),
        row.getString("by"),
        Optional.ofNullable(row.getString("rule")),
        Optional.ofNullable(row.getString("incident")),
        row.getString("reason"),
        Instant.ofEpochMilli(row.getLong("since")),
        Instant.ofEpochMilli(row.getLong("until")),
        Phase.valueOf(row.getString("phase")));
  }

  private static SQLException strange(String what) {
    return new SQLException("a lease with a " + what + " that this version does not know");
  }

  /// Why no automatic response carries itself out, while a person has not said that they may.
  public Optional<Pause> pause() throws SQLException {
    return Rows.list(
            connection,
            row ->
                new Pause(
                    Instant.ofEpochMilli(row.getLong("since")),
                    row.getString("by"),
                    row.getString("reason")),
            "SELECT * FROM pause")
        .stream()
        .findFirst();
  }

  /// Stops automatic responses, unless they are stopped already.
  ///
  /// @return whether they were not
  public boolean pause(Pause pause, LeaseAct act) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          int changed =
              Rows.change(
                  connection,
                  "INSERT OR IGNORE INTO pause(one, since, by, reason) VALUES(1, ?, ?, ?)",
                  pause.since().toEpochMilli(),
                  pause.by(),
                  pause.reason());
          if (changed > 0) {
            insert(act);
          }
          return changed > 0;
        });
  }

  /// Lets automatic responses go on.
  ///
  /// @return whether they were stopped
  public boolean resume(LeaseAct act) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          int changed = Rows.change(connection, "DELETE FROM pause");
          if (changed > 0) {
            insert(act);
          }
          return changed > 0;
        });
  }

  /// When a person let automatic responses go on last.
  public Optional<Instant> resumed() throws SQLException {
    return Rows.list(
            connection,
            row -> Instant.ofEpochMilli(row.getLong("at")),
            "SELECT at FROM act WHERE what = 'responses-resumed' ORDER BY id DESC LIMIT 1")
        .stream()
        .findFirst();
  }

  /// What rules may do that their file does not say.
  public List<Enabled> enabled() throws SQLException {
    return Rows.list(
        connection,
        row ->
            new Enabled(
                row.getString("rule"),
                Rung.valueOf(row.getString("up_to")),
                row.getString("by"),
                Instant.ofEpochMilli(row.getLong("since"))),
        "SELECT * FROM enabled ORDER BY rule");
  }

  /// Lets a rule act.
  public void enable(Enabled enabled, LeaseAct act) throws SQLException {
    Database.transaction(
        connection,
        () -> {
          insert(act);
          return Rows.change(
              connection,
              "INSERT OR REPLACE INTO enabled(rule, up_to, by, since) VALUES(?, ?, ?, ?)",
              enabled.rule(),
              enabled.upTo().name(),
              enabled.by(),
              enabled.since().toEpochMilli());
        });
  }

  /// Lets a rule do what its file says, and no more.
  ///
  /// @return whether it might do more
  public boolean disable(String rule, LeaseAct act) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          int changed = Rows.change(connection, "DELETE FROM enabled WHERE rule = ?", rule);
          if (changed > 0) {
            insert(act);
          }
          return changed > 0;
        });
  }

  /// Writes down what was done.
  public void add(LeaseAct act) throws SQLException {
    insert(act);
  }

  private void insert(LeaseAct act) throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO act(name, at, what, by, lease, details, journaled) VALUES(?, ?, ?, ?, ?, ?, 0)",
        act.id(),
        act.at().toEpochMilli(),
        act.what(),
        act.by(),
        act.lease().orElse(null),
        act.words());
  }

  /// What was done about a lease, the oldest first.
  public List<LeaseAct> acts(String lease) throws SQLException {
    return Rows.list(
        connection,
        LeaseStore::act,
        "SELECT * FROM act WHERE lease = ? ORDER BY id LIMIT ?",
        lease,
        MOST);
  }

  /// Leases of which somebody has told that what led to them is repaired, by their ids.
  public Set<String> repaired() throws SQLException {
    return Set.copyOf(
        Rows.list(
            connection,
            row -> row.getString("lease"),
            "SELECT DISTINCT lease FROM act WHERE what = ? AND lease IN"
                + " (SELECT id FROM lease WHERE phase <> 'ENDED')",
            REPAIR));
  }

  /// What the journal does not have yet, the oldest first.
  public List<LeaseAct> unjournaled() throws SQLException {
    return Rows.list(
        connection,
        LeaseStore::act,
        "SELECT * FROM act WHERE journaled = 0 ORDER BY id LIMIT ?",
        MOST);
  }

  /// The journal has it.
  public void journaled(LeaseAct act) throws SQLException {
    Rows.change(connection, "UPDATE act SET journaled = 1 WHERE name = ?", act.id());
  }

  private static LeaseAct act(ResultSet row) throws SQLException {
    return new LeaseAct(
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("what"),
        row.getString("by"),
        Optional.ofNullable(row.getString("lease")),
        row.getString("details"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
