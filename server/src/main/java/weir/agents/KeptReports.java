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

  /// Scripts that are kept of a host; the oldest go.
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
    Rows.change(
        connection,
        "INSERT OR REPLACE INTO script(host, digest, path, at, report) VALUES(?, ?, ?, ?, ?)",
        host,
        report.digest(),
        report.path(),
        report.at().toEpochMilli(),
        Messages.line(report));
    Rows.change(
        connection,
        """
        DELETE FROM script WHERE host = ? AND digest IN
        (SELECT digest FROM script WHERE host = ? ORDER BY at DESC LIMIT -1 OFFSET ?)
        """,
        host,
        host,
        MOST_SCRIPTS);
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
        keepLatest(each.getKey(), share);
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

  /// Of each user the latest, then of each the one before, and so on.
  private void keepLatest(String host, int most) throws SQLException {
    Rows.change(
        connection,
        """
        DELETE FROM connection WHERE id IN (SELECT id FROM
        (SELECT id, row_number() OVER (PARTITION BY uid ORDER BY id DESC) AS nth
        FROM connection WHERE host = ?) ORDER BY nth, id DESC LIMIT -1 OFFSET ?)
        """,
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

  /// A script by its digest.
  public Optional<Report.Script> script(String host, String digest) throws SQLException {
    return reports(
            "SELECT report FROM script WHERE host = ? AND digest = ?",
            it -> it instanceof Report.Script script ? script : null,
            host,
            digest)
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
