package weir.passages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.observation.Leg;
import weir.observation.Passage;
import weir.observation.QueueKey;
import weir.sqlite.Database;

/// The one writer of the file of passages. Not thread-safe.
public final class PassageStore implements AutoCloseable {
  /// The file's name in its folder.
  public static final String FILE = "passages.db";

  /// What strangers brought is kept for as long as a server may still say what it made of it, at
  /// most: nobody complains to us about what others sent.
  static final Duration INBOUND = Duration.ofDays(7);

  private static final Logger log = LoggerFactory.getLogger(PassageStore.class);

  private final Connection connection;

  private PassageStore(Connection connection) {
    this.connection = connection;
  }

  /// Opens the file, or makes it. One that is damaged is set aside under another name, and a new
  /// one begun: what is to come is worth more than what was.
  ///
  /// @throws SQLException when it cannot be opened
  public static PassageStore open(Path folder, InstantSource clock) throws SQLException {
    Path file = folder.resolve(FILE);
    try {
      return open(file);
    } catch (SQLException e) {
      if (!Database.damaged(e)) {
        throw e;
      }
      Path aside = file.resolveSibling(FILE + ".damaged-" + clock.instant().getEpochSecond());
      log.error("{} is damaged and set aside as {}: {}", file, aside, e.getMessage());
      setAside(file, aside);
      return open(file);
    }
  }

  private static PassageStore open(Path file) throws SQLException {
    Connection connection = Database.write(file);
    try {
      PassageTables.prepare(connection);
      return new PassageStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void setAside(Path file, Path aside) throws SQLException {
    try {
      for (String part : List.of("", "-wal", "-shm")) {
        Path each = file.resolveSibling(file.getFileName() + part);
        if (Files.exists(each)) {
          Files.move(each, aside.resolveSibling(aside.getFileName() + part));
        }
      }
    } catch (IOException e) {
      throw new SQLException("it could not be set aside: " + e, e);
    }
  }

  /// A number that no passage has had.
  public long next() throws SQLException {
    return Database.number(connection, "SELECT max(id) FROM passage") + 1;
  }

  /// Those that were on their way when the last process stopped, and those that came lately and of
  /// which another host may still tell, oldest first.
  ///
  /// @param lately before the newest one
  public List<Passage> open(Duration lately) throws SQLException {
    long newest = Database.number(connection, "SELECT max(at) FROM passage");
    return new PassageSearch(connection)
            // Two questions, each with its index: by OR it would look at every message there is.
            .find(
                "WHERE p.id IN (SELECT id FROM passage WHERE open = 1"
                    + " UNION ALL SELECT id FROM passage WHERE at >= ?)",
                newest - lately.toMillis())
            .reversed()
            .stream()
            .map(Laid::passage)
            .toList();
  }

  /// The one with a leg of this very key.
  public Optional<Passage> byKey(QueueKey key) throws SQLException {
    return new PassageSearch(connection).byKey(key).map(Laid::passage);
  }

  /// Numbers of what somebody here wrote since a time and what is nobody's, or an account's by its
  /// sender's word only, the newest first.
  public List<Long> unsettled(Instant since, int most) throws SQLException {
    return new PassageSearch(connection)
        .ids(
            "SELECT id FROM passage WHERE "
                + PassageTables.UNSETTLED
                + " AND at >= ? ORDER BY at DESC LIMIT ?",
            since.toEpochMilli(),
            most);
  }

  /// What somebody here wrote since a time, from a number on, in their order.
  public List<Passage> authored(long from, Instant since, int most) throws SQLException {
    List<Long> ids =
        new PassageSearch(connection)
            .ids(
                "SELECT id FROM passage WHERE id >= ? AND at >= ? AND origin = 'AUTHORED'"
                    + " ORDER BY id LIMIT ?",
                from,
                since.toEpochMilli(),
                most);
    return numbered(ids).stream()
        .map(Laid::passage)
        .sorted(Comparator.comparingLong(Passage::id))
        .toList();
  }

  /// Those of these numbers that are kept.
  public List<Laid> numbered(List<Long> ids) throws SQLException {
    String all = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    return new PassageSearch(connection).find("WHERE p.id IN (" + all + ")");
  }

  /// How far sources had been read with all that is kept here.
  public Map<String, Long> told() throws SQLException {
    return new SourceMarks(connection).read();
  }

  /// Logins of web mail since a time, the oldest first.
  public List<WebmailLogin> webmail(Instant since) throws SQLException {
    return new WebmailRows(connection).read(since);
  }

  /// What sources told since the last time.
  ///
  /// @param dissolved numbers of passages that are parts of others now
  /// @param told how far sources have been read with this
  public record News(
      List<Laid> changed, List<Long> dissolved, List<WebmailLogin> logins, Map<String, Long> told) {
    public News {
      changed = List.copyOf(changed);
      dissolved = List.copyOf(dissolved);
      logins = List.copyOf(logins);
      told = Map.copyOf(told);
    }
  }

  /// Writes all of it, or nothing.
  public void write(News news) throws SQLException {
    Database.transaction(
        connection,
        () -> {
          put(news.changed());
          new LinkedRows(connection).write(news.changed());
          delete(news.dissolved());
          new WebmailRows(connection).write(news.logins());
          new SourceMarks(connection).write(news.told());
          return news;
        });
  }

  private void put(List<Laid> changed) throws SQLException {
    try (PreparedStatement passages = connection.prepareStatement(PassageRow.INSERT);
        PreparedStatement legs = connection.prepareStatement(LegRow.INSERT)) {
      for (Laid laid : changed) {
        PassageRow.bind(passages, laid);
        passages.addBatch();
        List<Leg> all = laid.passage().legs();
        for (int n = 0; n < all.size(); n++) {
          LegRow.bind(legs, laid.passage().id(), n, all.get(n));
          legs.addBatch();
        }
      }
      passages.executeBatch();
      legs.executeBatch();
    }
  }

  private void delete(List<Long> ids) throws SQLException {
    try (PreparedStatement passages =
            connection.prepareStatement("DELETE FROM passage WHERE id = ?");
        PreparedStatement legs = connection.prepareStatement("DELETE FROM leg WHERE passage = ?")) {
      for (long id : ids) {
        passages.setLong(1, id);
        passages.addBatch();
        legs.setLong(1, id);
        legs.addBatch();
      }
      passages.executeBatch();
      legs.executeBatch();
    }
  }

  /// Of what was authored since a time, how much is nobody's.
  public Share share(Instant since) throws SQLException {
    return new PassageSearch(connection).share(since);
  }

  /// Forgets the oldest: those that came more than this before now, and before the newest one:
  /// where only old logs were read, nothing is old.
  ///
  /// @param now not the clock's, which may have leapt: see [weir.retention.RetentionClock]
  /// @param most to forget at once, of each kind
  /// @return how many were forgotten
  public int forget(Instant now, Duration keep, int most) throws SQLException {
    long newest = Database.number(connection, "SELECT max(at) FROM passage");
    long latest = Math.min(newest, now.toEpochMilli());
    long oldest = latest - keep.toMillis();
    PassageSearch search = new PassageSearch(connection);
    List<Long> old =
        new ArrayList<>(
            search.ids("SELECT id FROM passage WHERE at < ? AND open = 0 LIMIT ?", oldest, most));
    old.addAll(
        search.ids(
            "SELECT id FROM passage WHERE origin = 'INBOUND' AND at < ? AND open = 0 LIMIT ?",
            latest - INBOUND.toMillis(),
            most));
    Database.transaction(
        connection,
        () -> {
          delete(old);
          new WebmailRows(connection).deleteBefore(oldest);
          new LinkedRows(connection).deleteBefore(oldest);
          return old;
        });
    return old.size();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
