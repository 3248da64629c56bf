package weir.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `JournalBench FOLDER ENTRIES RATE SECONDS`: a table, and one line of JSON at its end.
final class JournalBench {
  private JournalBench() {}

  static void main(String[] args) throws IOException, SQLException, InterruptedException {
    Path folder = Path.of(args[0]);
    long entries = Long.parseLong(args[1]);
    Files.createDirectories(folder);
    Rate rate = rate(folder, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    System.out.printf(
        Locale.ROOT,
        "written: %.0f a second, %.2f cores, %.1f µs of CPU each, %d lost%n",
        rate.perSecond(),
        rate.cores(),
        rate.microsEach(),
        rate.lost());
    Path made = folder.resolve("made");
    Files.createDirectories(made);
    Making.make(made, entries);
    long octets = size(made);
    int segments = Making.segments(made).size();
    System.out.printf(
        Locale.ROOT,
        "searched: %d entries in %d segments, %.2f GB%n%n",
        Making.there(made),
        segments,
        octets / 1e9);
    System.out.printf(
        "%-26s %10s %10s %10s %10s %8s%n",
        "by, in ms", "cold p50", "cold p99", "warm p50", "warm p99", "found");
    Map<String, Searches.Times> searches = Searches.measure(made, entries, JournalBench::print);
    System.out.println(json(rate, entries, octets, searches));
  }

  private static Rate rate(Path folder, int perSecond, int seconds)
      throws IOException, SQLException, InterruptedException {
    Path written = Files.createTempDirectory(folder, "rate");
    try {
      return Rate.measure(written, perSecond, seconds);
    } finally {
      try (Stream<Path> files = Files.walk(written)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long octets = 0;
      for (Path file : files.toList()) {
        octets += Files.size(file);
      }
      return octets;
    }
  }

  private static void print(String by, Searches.Times t) {
    System.out.printf(
        Locale.ROOT,
        "%-26s %10.1f %10.1f %10.1f %10.1f %8d%n",
        by,
        t.coldP50(),
        t.coldP99(),
        t.warmP50(),
        t.warmP99(),
        t.found());
  }

  private static String json(
      Rate rate, long entries, long octets, Map<String, Searches.Times> searches) {
    String times =
        searches.entrySet().stream()
            .map(e ->
                String.format(
                    Locale.ROOT,
                    "\"%s\": {\"cold_ms\": [%.2f, %.2f], \"warm_ms\": [%.2f, %.2f]}",
                    e.getKey(),
                    e.getValue().coldP50(),
                    e.getValue().coldP99(),
                    e.getValue().warmP50(),
                    e.getValue().warmP99()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "{\"per_second\": %.0f, \"cores\": %.3f, \"us_each\": %.2f, \"lost\": %d, \"entries\": %d,"
            + " \"octets\": %d, \"searches\": {%s}}",
        rate.perSecond(),
        rate.cores(),
        rate.microsEach(),
        rate.lost(),
        entries,
        octets,
        times);
  }
}
