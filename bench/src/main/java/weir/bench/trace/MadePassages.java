package weir.bench.trace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import weir.passages.PassageStore;
import weir.sqlite.Database;

/// A file of passages of 120 days, made in SQL, since nobody waits for so many to be told.
///
/// Three web servers, two mail servers behind them for every other message, a gateway for every
/// twentieth. 50,000 customers. Ids of the web servers are short and come again; one message in
/// fifty stays in a queue for hours or days; of one in twenty no log told a Message-ID.
final class MadePassages {
  static final Instant FIRST = Instant.parse("2026-08-01T00:00:00Z");
  private static final Duration ALL = Duration.ofDays(120);

  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1) ";

  private static final String AT = "(%d + i * %d)";

  private static final String STAY =
      "(CASE WHEN i %% 50 = 0 THEN 3600000 * (1 + i %% 48) ELSE 5000 END)";

  private static final String PASSAGES =
      "INSERT INTO passage SELECT i + 1, "
          + AT
          + ", "
          + AT
          + " + "
          + STAY
          + ", 0, 'AUTHORED', NULL, 'c' || (i %% 50000), 'uid ' || (i %% 50000) || ' on web' || (i %% 3),"
          + " 'local user', 'STRONG', NULL FROM n";

  private static final String LEGS =
      "INSERT INTO leg(passage, n, host, id, since, nanos, link, entrance, uid, sender, octets,"
          + " announced, message_id, subject, onward, delivered, failed, deferrals, stay, last,"
          + " writer, unheard)"
          + " SELECT i + 1, k, "
          + "CASE WHEN k = 1 THEN 'mail' || (i / 2 %% 2) WHEN i %% 20 = 1 THEN 'gate' ELSE 'web' || (i %% 3) END, "
          + "CASE WHEN k = 1 THEN printf('%%X', i + 268435456) WHEN i %% 20 = 1 THEN printf('g%%012d', i)"
          + " ELSE printf('%%X', i * 2654435761 %% 4000000 + 1048576) END, "
          + AT
          + " + k * 1000, 0, CASE k WHEN 0 THEN 'FIRST' ELSE 'QUEUED_AS' END, 'program', i %% 50000,"
          + " 'user' || (i %% 50000) || '@shop.example', 4000, 1, "
          + "CASE WHEN i %% 20 = 7 THEN NULL ELSE printf('%%x.%%d@web.example', i * 2654435761 %% 4294967296, i) END, "
          + "'Offer ' || i, '', 1, 0, 0, 'GONE', "
          + AT
          + " + "
          + STAY
          + ", 'SERVER', 0 FROM n JOIN (SELECT 0 AS k UNION ALL SELECT 1) WHERE k = 0 OR i %% 2 = 0";

  private MadePassages() {}

  /// Makes the file where there is none.
  static void make(Path folder, long number) throws SQLException {
    if (Files.exists(folder.resolve(PassageStore.FILE))) {
      return;
    }
    PassageStore.open(folder, InstantSource.fixed(FIRST)).close();
    long step = ALL.toMillis() / number;
    long first = FIRST.toEpochMilli();
    try (Connection connection = Database.write(folder.resolve(PassageStore.FILE))) {
      Database.run(
          connection,
          "PRAGMA journal_mode = OFF",
          "PRAGMA synchronous = OFF",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA cache_size = -500000");
      List<String> indexes = new ArrayList<>();
      for (String[] index : indexes(connection)) {
        indexes.add(index[1]);
        Database.run(connection, "DROP INDEX " + index[0]);
      }
      String numbers = NUMBERS.formatted(number);
      Database.run(
          connection,
          numbers + PASSAGES.formatted(first, step, first, step),
          numbers + LEGS.formatted(first, step, first, step));
      for (String index : indexes) {
        Database.run(connection, index);
      }
      Database.run(connection, "PRAGMA journal_mode = WAL");
    }
  }

  /// Name and statement of each.
  private static List<String[]> indexes(Connection connection) throws SQLException {
    List<String[]> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")) {
      while (rows.next()) {
        all.add(new String[] {rows.getString(1), rows.getString(2)});
      }
    }
    return all;
  }
}
