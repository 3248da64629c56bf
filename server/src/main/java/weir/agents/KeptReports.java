package weir.agents;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.link.Messages;
import weir.sqlite.Rows;
import weir.uplink.Report;

/// What agents told of connections and scripts. Where there is too much of it, whoever has most
/// loses his oldest first: the loudest host, and of a host the loudest user. Not thread-safe.
public final class KeptReports {
  /// Connections that are kept of all hosts.
  static final int MOST = 1_000_000;

  /// Connections that are kept of a host.
  static final int MOST_OF_HOST = 100_000;

  /// Scripts that are kept of a host; of more, whoever owns most loses those that came first.
  static final int MOST_SCRIPTS = 1_000;

  private final Connection connection;

  KeptReports(Connection connection) {
    this.connection = connection;
  }

  void add(String host, Report.Connection report) throws SQLException {
    Long uid = report.uid().isPresent() ? report.uid().getAsLong() : null;
    Optional<Report.Program> program = report.program();
    Rows.change(
        connection,
        "INSERT INTO connection(host, at, uid, script, container, report)"
            + " VALUES(?, ?, ?, ?, ?, ?)",
        host,
        report.at().toEpochMilli(),
        uid,
        program.flatMap(Report.Program::script).orElse(null),
        program.flatMap(Report.Program::container).orElse(null),
        Messages.line(report));
  }

  void add(String host, Report.Script report) throws SQLException {
    add(host, report, MOST_SCRIPTS);
  }

  /// @param most scripts that are kept of that host
  void add(String host, Report.Script report, int most) throws SQLException {
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO script(host, digest, path, uid, report) VALUES(?, ?, ?, ?, ?)",
        host,
        report.digest(),
        report.path(),
        report.uid(),
        Messages.line(report));
    keepLatest("script", host, most);
  }

  /// Forgets connections that are old, and those that are too many.
  void forget(Instant before) throws SQLException {
    forget(before, MOST, MOST_OF_HOST);
  }

  /// @param most of all hosts
  /// @param mostOfHost of each
  void forget(Instant before, int most, int mostOfHost) throws SQLException {
    Rows.change(connection, "DELETE FROM connection WHERE at < ?", before.toEpochMilli());
    List<Map.Entry<String, Integer>> hosts =
        Rows.list(
            connection,
            row -> Map.entry(row.getString("host"), row.getInt("number")),
            "SELECT host, count(*) AS number FROM connection GROUP BY host");
    int share = share(hosts.stream().map(Map.Entry::getValue).toList(), most, mostOfHost);
    for (Map.Entry<String, Integer> each : hosts) {
      if (each.getValue() > share) {
        keepLatest("connection", each.getKey(), share);
      }
    }
  }

  /// How many each host may keep so that all of them together keep no more than they may.
  private static int share(Collection<Integer> numbers, int most, int mostOfHost) {
    int left = most;
    int hosts = numbers.size();
    for (int number : numbers.stream().sorted().toList()) {
      if (Math.min(number, mostOfHost) > left / hosts) {
        return left / hosts;
      }
      left -= Math.min(number, mostOfHost);
      hosts--;
    }
    return mostOfHost;
  }

  /// Of each user the latest, then of each the one before, and so on: as they came, since the clock
  /// of a host is its own.
  private void keepLatest(String table, String host, int most) throws SQLException {
    Rows.change(
        connection,
        """
        DELETE FROM %1$s WHERE id IN (SELECT id FROM
        (SELECT id, row_number() OVER (PARTITION BY uid ORDER BY id DESC) AS nth
        FROM %1$s WHERE host = ?) ORDER BY nth, id DESC LIMIT -1 OFFSET ?)
        """
            .formatted(table),
        host,
        most);
  }

  /// What a user of a host connected to since a time, the latest first.
  public List<Report.Connection> ofUser(String host, long uid, Instant since, int limit)
      throws SQLException {
    return connections("uid", host, uid, since, limit);
  }

  /// What a script of a host connected to since a time, the latest first.
  public List<Report.Connection> ofScript(String host, String script, Instant since, int limit)
      throws SQLException {
    return connections("script", host, script, since, limit);
  }

  /// What came out of a container of a host since a time, the latest first.
  public List<Report.Connection> ofContainer(
      String host, String container, Instant since, int limit) throws SQLException {
    return connections("container", host, container, since, limit);
  }

  private List<Report.Connection> connections(
      String column, String host, Object value, Instant since, int limit) throws SQLException {
    return reports(
        "SELECT report FROM connection WHERE host = ? AND "
            + column
            + " = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?",
        it -> it instanceof Report.Connection seen ? seen : null,
        host,
        value,
        since.toEpochMilli(),
        limit);
  }

  /// A script as it was at a path. Of the same content at another path, whose owner may be another,
  /// nothing is said.
  public Optional<Report.Script> script(String host, String digest, String path)
      throws SQLException {
    return reports(
            "SELECT report FROM script WHERE host = ? AND digest = ? AND path = ?",
            it -> it instanceof Report.Script script ? script : null,
            host,
            digest,
            path)
        .stream()
        .findFirst();
  }

  private <T> List<T> reports(String query, Function<Report, @Nullable T> as, Object... values)
      throws SQLException {
    return Rows.list(connection, row -> row.getString("report"), query, values).stream()
        .map(KeptReports::report)
        .flatMap(Optional::stream)
        .map(as)
        .flatMap(it -> Optional.ofNullable(it).stream())
        .toList();
  }

  private static Optional<Report> report(String line) {
    try {
      return Optional.of(Messages.report(line));
    } catch (IOException _) {
      return Optional.empty(); // of a later version of ours
    }
  }
}
