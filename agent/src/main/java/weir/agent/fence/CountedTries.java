package weir.agent.fence;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.agent.fence.Standing.Count;

/// Who tried to reach which port how often since it is counted, over restarts of the machine and
/// whoever flushed the kernel's counters. Those are read again and again, and what they have more
/// than at the last time is added.
///
/// What the kernel counted after the last look and before its counters went is missing.
public final class CountedTries {
  static final String FILE = "book.txt";

  /// Users and ports that are kept; beyond them those go that tried last long ago.
  static final int MOST = 10_000;

  private final Fencing fencing;
  private final Clock clock;

  /// One user at one port.
  ///
  /// @param held whether he was held, or only seen
  /// @param packets first packets of connections
  /// @param first when it was first seen that he tried
  /// @param last when it was last seen that he had tried again
  public record Entry(
      long uid, int port, boolean held, long packets, Instant first, Instant last) {}

  /// @param since when the counting began
  public record Book(Instant since, List<Entry> entries) {}

  private record Key(long uid, int port, boolean held) {}

  /// @param kernel what its counter said at the last look
  private record Row(long packets, long kernel, Instant first, Instant last) {}

  private record Kept(Instant since, String counters, Map<Key, Row> rows) {}

  public CountedTries(Fencing fencing, Clock clock) {
    this.fencing = fencing;
    this.clock = clock;
  }

  /// Adds what the kernel has counted since the last look, and keeps it; to be called once a minute
  /// or so, and before it is shown.
  public Book look() throws IOException, InterruptedException {
    Standing standing = fencing.standing().orElse(null);
    String counters = fencing.counters();
    FenceFolder folder = fencing.folder();
    try (FenceLock _ = folder.lock()) {
      Kept kept = read();
      Kept next = standing == null ? kept : added(kept, standing, counters);
      if (!next.equals(kept)) {
        folder.write(FILE, text(next));
      }
      return book(next);
    }
  }

  private Kept added(Kept kept, Standing standing, String counters) {
    boolean same = kept.counters().equals(counters);
    Instant now = clock.instant();
    Map<Key, Row> rows = new LinkedHashMap<>(kept.rows());
    if (!same) {
      rows.replaceAll((_, row) -> new Row(row.packets(), 0, row.first(), row.last()));
    }
    for (Count each : standing.book()) {
      rows.merge(
          new Key(each.uid(), each.port(), each.held()),
          new Row(each.packets(), each.packets(), now, now),
          (was, _) -> next(was, each.packets(), now));
    }
    return new Kept(kept.since(), counters, bounded(rows));
  }

  /// A counter that says less than before began anew.
  private static Row next(Row was, long kernel, Instant now) {
    long more = kernel >= was.kernel() ? kernel - was.kernel() : kernel;
    return new Row(was.packets() + more, kernel, was.first(), more > 0 ? now : was.last());
  }

  private static Map<Key, Row> bounded(Map<Key, Row> rows) {
    if (rows.size() <= MOST) {
      return rows;
    }
    Map<Key, Row> newest = new LinkedHashMap<>();
    rows.entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<Key, Row> it) -> it.getValue().last()).reversed())
        .limit(MOST)
        .forEach(it -> newest.put(it.getKey(), it.getValue()));
    return newest;
  }

  private static Book book(Kept kept) {
    return new Book(
        kept.since(),
        kept.rows().entrySet().stream()
            .map(it ->
                new Entry(
                    it.getKey().uid(),
                    it.getKey().port(),
                    it.getKey().held(),
                    it.getValue().packets(),
                    it.getValue().first(),
                    it.getValue().last()))
            .sorted(Comparator.comparingLong(Entry::packets).reversed())
            .toList());
  }

  private static String text(Kept kept) {
    StringBuilder text = new StringBuilder();
    text.append("since ").append(kept.since()).append('\n');
    text.append("counters ").append(kept.counters()).append('\n');
    kept.rows()
        .forEach((key, row) ->
            text.append(
                "%d %d %s %d %d %s %s\n"
                    .formatted(
                        key.uid(),
                        key.port(),
                        key.held() ? "held" : "seen",
                        row.packets(),
                        row.kernel(),
                        row.first(),
                        row.last())));
    return text.toString();
  }

  private Kept read() throws IOException {
    Kept kept = new Kept(clock.instant(), "", new LinkedHashMap<>());
    FenceFolder folder = fencing.folder();
    String text = folder.text(FILE).orElse("");
    try {
      for (String[] line : text.lines().map(each -> each.split(" ", 8)).toList()) {
        kept =
            switch (line[0]) {
              case "since" -> new Kept(Instant.parse(line[1]), kept.counters(), kept.rows());
              case "counters" -> new Kept(kept.since(), String.join(" ", rest(line)), kept.rows());
              default -> {
                kept.rows().put(key(line), row(line));
                yield kept;
              }
            };
      }
    } catch (DateTimeParseException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException(folder.file(FILE) + " is not as it was written: " + e.getMessage(), e);
    }
    return kept;
  }

  private static List<String> rest(String[] line) {
    return List.of(line).subList(1, line.length);
  }

  private static Key key(String[] line) {
    return new Key(Long.parseLong(line[0]), Integer.parseInt(line[1]), line[2].equals("held"));
  }

  private static Row row(String[] line) {
    return new Row(
        Long.parseLong(line[3]),
        Long.parseLong(line[4]),
        Instant.parse(line[5]),
        Instant.parse(line[6]));
  }
}
