package weir.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import weir.bench.PageCache;
import weir.bench.Quantile;
import weir.passages.Laid;
import weir.passages.Match;
import weir.passages.Matching;
import weir.passages.Mentioned;
import weir.passages.PassageSearch;
import weir.passages.PassageStore;
import weir.sqlite.Database;

/// `TraceBench FOLDER PASSAGES`: times of the look-ups that a trace takes, as `weir trace` does
/// them: the file opened, the message found, and what else its sender sent.
final class TraceBench {
  private static final int COLD = 10;
  private static final int WARM = 50;
  private static final int SEED = 20261129;
  private static final Duration HOURS = Duration.ofHours(12);
  private static final int SHOWN = 5;

  private TraceBench() {}

  /// Where a message was, as its row has it.
  private record Stop(String host, String id, Instant since, Optional<String> messageId) {
    Mentioned by(boolean withId, boolean withTime, boolean withMessageId) {
      Optional<Instant> at = withTime ? Optional.of(since) : Optional.empty();
      return new Mentioned(
          withId ? List.of(new Mentioned.Queued(host, id, at)) : List.of(),
          withMessageId ? messageId : Optional.empty(),
          Optional.empty(),
          Optional.of(host),
          Optional.of(since.plusSeconds(4)));
    }
  }

  /// Looks something up.
  @FunctionalInterface
  private interface Search {
    boolean find(PassageSearch search, Stop stop) throws SQLException;
  }

  static void main(String[] args) throws IOException, SQLException, InterruptedException {
    Path folder = Path.of(args[0]);
    long passages = Long.parseLong(args[1]);
    Files.createDirectories(folder);
    long start = System.nanoTime();
    MadePassages.make(folder, passages);
    System.out.printf(
        Locale.ROOT,
        "%,d passages, %.2f GB, there after %.0f s%n%n",
        passages,
        Files.size(folder.resolve(PassageStore.FILE)) / 1e9,
        (System.nanoTime() - start) / 1e9);
    System.out.printf(
        "%-34s %9s %9s %9s %9s %6s%n",
        "by, in ms", "cold p50", "cold max", "warm p50", "warm max", "found");
    for (Map.Entry<String, Search> each : searches().entrySet()) {
      measure(folder, passages, each.getKey(), each.getValue());
    }
  }

  private static Map<String, Search> searches() {
    Map<String, Search> by = new LinkedHashMap<>();
    by.put("queue id, time", matching(stop -> stop.by(true, true, false)));
    by.put("queue id, time blanked", matching(stop -> stop.by(true, false, false)));
    by.put("Message-ID, host, time", matching(stop -> stop.by(false, true, true)));
    by.put("host, time (all else blanked)", matching(stop -> stop.by(false, true, false)));
    by.put(
        "an id that nobody knows",
        matching(stop ->
            new Stop(stop.host(), "NOBODYS", stop.since(), Optional.of("nobodys@id"))
                .by(true, true, true)));
    by.put("queue id, then the same sender's", TraceBench::similar);
    return by;
  }

  private static Search matching(Function<Stop, Mentioned> mentioned) {
    return (search, stop) ->
        !(new Matching(search, UnaryOperator.identity()).find(mentioned.apply(stop))
            instanceof Match.None);
  }

  private static boolean similar(PassageSearch search, Stop stop) throws SQLException {
    return new Matching(search, UnaryOperator.identity()).find(stop.by(true, true, false))
            instanceof Match.One(Laid laid, _)
        && search.similar(laid, HOURS, SHOWN).isPresent();
  }

  private static void measure(Path folder, long passages, String what, Search search)
      throws IOException, SQLException, InterruptedException {
    Random random = new Random(SEED);
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < WARM; i++) {
      stops.add(stop(folder, 1 + random.nextLong(passages)));
    }
    List<Double> cold = new ArrayList<>();
    for (Stop stop : stops.subList(0, COLD)) {
      PageCache.forget(folder);
      cold.add(time(folder, search, stop));
    }
    int found = 0;
    for (Stop stop : stops) {
      try (PassageSearch passage = PassageSearch.open(folder)) {
        found += search.find(passage, stop) ? 1 : 0;
      }
    }
    List<Double> warm = new ArrayList<>();
    for (Stop stop : stops) {
      warm.add(time(folder, search, stop));
    }
    System.out.printf(
        Locale.ROOT,
        "%-34s %9.1f %9.1f %9.1f %9.1f %6d%n",
        what,
        Quantile.of(cold, 0.5),
        Quantile.of(cold, 1),
        Quantile.of(warm, 0.5),
        Quantile.of(warm, 1),
        found);
  }

  /// The last one: from there it left us.
  private static Stop stop(Path folder, long passage) throws SQLException {
    try (Connection connection = Database.read(folder.resolve(PassageStore.FILE));
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT host, id, since, message_id FROM leg WHERE passage = ? ORDER BY n DESC")) {
      statement.setLong(1, passage);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Stop(
            row.getString(1),
            row.getString(2),
            Instant.ofEpochMilli(row.getLong(3)),
            Optional.ofNullable(row.getString(4)));
      }
    }
  }

  private static double time(Path folder, Search search, Stop stop) throws SQLException {
    long start = System.nanoTime();
    try (PassageSearch passages = PassageSearch.open(folder)) {
      search.find(passages, stop);
    }
    return (System.nanoTime() - start) / 1e6;
  }
}
