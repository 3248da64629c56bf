package weir.passages;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.sqlite.Database;
import weir.sqlite.Rows;
import weir.vitals.Taken;
import weir.vitals.Vital;

/// What passages tell of the servers themselves: what waits, for how long, how long a delivery
/// takes, and how many bounces are made.
public final class ServerSigns {
  /// Of what was delivered so lately the time that it took is looked at.
  static final Duration LATELY = Duration.ofMinutes(10);

  /// Fewer deliveries than that say nothing of a server.
  static final int ENOUGH = 10;

  /// Deliveries that are looked at, the latest.
  private static final int MOST = 20_000;

  private static final double MILLIS = 1_000;

  private final Path folder;

  /// @param folder of the server
  public ServerSigns(Path folder) {
    this.folder = folder;
  }

  /// As it is now, of every host of which anything is known.
  ///
  /// @throws IOException when passages cannot be read
  public List<Taken> take(Instant now) throws IOException {
    if (!Database.isThere(folder.resolve(PassageStore.FILE))) {
      return List.of();
    }
    try (Connection connection = Database.read(folder.resolve(PassageStore.FILE))) {
      List<Taken> taken = new ArrayList<>(waiting(connection, now));
      taken.addAll(deliveries(connection, now));
      taken.addAll(bounces(connection, now));
      return taken;
    } catch (SQLException e) {
      throw new IOException("passages cannot be read: " + e.getMessage(), e);
    }
  }

  /// What is held waits for a person, and tells nothing of the server.
  private static List<Taken> waiting(Connection connection, Instant now) throws SQLException {
    List<List<Taken>> of =
        Rows.list(
            connection,
            row -> {
              double minutes = (now.toEpochMilli() - row.getLong("oldest")) / (60 * MILLIS);
              String host = row.getString("host");
              return List.of(
                  new Taken(host, Vital.QUEUE_LENGTH, row.getLong("number")),
                  new Taken(host, Vital.QUEUE_AGE, Math.max(0, minutes)));
            },
            "SELECT host, count(*) AS number, min(leg.since) AS oldest FROM leg"
                + " WHERE stay = 'QUEUED' AND passage IN (SELECT id FROM passage WHERE open = 1)"
                + " GROUP BY host");
    return of.stream().flatMap(List::stream).toList();
  }

  private static List<Taken> deliveries(Connection connection, Instant now) throws SQLException {
    Map<String, List<Long>> times = new TreeMap<>();
    Rows.list(
        connection,
        row ->
            times
                .computeIfAbsent(row.getString("host"), _ -> new ArrayList<>())
                .add(row.getLong("took")),
        "SELECT host, last - since AS took FROM leg WHERE delivered > 0 AND passage IN"
            + " (SELECT id FROM passage WHERE at >= ? ORDER BY at DESC LIMIT ?)",
        now.minus(LATELY).toEpochMilli(),
        MOST);
    List<Taken> taken = new ArrayList<>();
    times.forEach((host, all) -> {
      if (all.size() >= ENOUGH) {
        all.sort(null);
        taken.add(new Taken(host, Vital.DELIVERY_TIME, all.get(all.size() / 2) / MILLIS));
      }
    });
    return taken;
  }

  private static List<Taken> bounces(Connection connection, Instant now) throws SQLException {
    return Rows.list(
        connection,
        row -> new Taken(row.getString("host"), Vital.BACKSCATTER, row.getLong("number")),
        "SELECT host, count(*) AS number FROM passage JOIN leg ON leg.passage = passage.id AND n = 0"
            + " WHERE passage.at >= ? AND origin = 'BOUNCE' GROUP BY host",
        now.minus(Duration.ofHours(1)).toEpochMilli());
  }
}
