package weir.bench.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import weir.bench.PageCache;
import weir.bench.Quantile;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.segments.Found;
import weir.segments.JournalSearch;
import weir.segments.Query;

/// Searches by everything an entry can be searched by, for what stands in made entries, a hundred
/// results at most.
final class Searches {
  private static final int COLD = 10;
  private static final int WARM = 50;
  private static final int MINUTES_BACK = 10;
  private static final int SEED = 20261128;
  private static final int SLASH_24 = 96 + 24;

  private Searches() {}

  /// Times of one field in milliseconds.
  ///
  /// @param found entries that all its searches gave together
  record Times(double coldP50, double coldP99, double warmP50, double warmP99, long found) {}

  private static Map<String, Function<Entry.Transaction, Query>> fields(Instant newest) {
    Map<String, Function<Entry.Transaction, Query>> by = new LinkedHashMap<>();
    by.put("id", t -> Query.ALL.withId(t.id()));
    by.put("session", t -> Query.ALL.withId(t.session()));
    by.put("id, none", _ -> Query.ALL.withId("nobodys-id"));
    by.put("client", t -> Query.ALL.withClient(IpPrefix.of(t.client().address())));
    by.put("client, none", _ -> Query.ALL.withClient(IpPrefix.of("192.0.2.1")));
    by.put("network /24", t -> Query.ALL.withClient(network(t.client().address())));
    by.put("network /12", _ -> Query.ALL.withClient(IpPrefix.of("11.0.0.0/12")));
    by.put("network, none", _ -> Query.ALL.withClient(IpPrefix.of("192.0.2.0/24")));
    by.put("sender", t -> Query.ALL.withSender(t.sender()));
    by.put("null sender", _ -> Query.ALL.withSender(""));
    by.put("sender, none", _ -> Query.ALL.withSender("nobody@nowhere.example"));
    by.put("sender domain", t -> Query.ALL.withSender(domain(t.sender())));
    by.put("sender domain, none", _ -> Query.ALL.withSender("nowhere.example"));
    by.put("recipient", t -> Query.ALL.withRecipient(recipient(t)));
    by.put("recipient, none", _ -> Query.ALL.withRecipient("nobody@nowhere.example"));
    by.put("recipient domain", t -> Query.ALL.withRecipient(domain(recipient(t))));
    by.put("recipient domain, none", _ -> Query.ALL.withRecipient("nowhere.example"));
    by.put("common finding", _ -> Query.ALL.withFinding(MadeEntries.COMMON_FINDING));
    by.put("rare finding", _ -> Query.ALL.withFinding(MadeEntries.RARE_FINDING));
    by.put("finding, none", _ -> Query.ALL.withFinding("made-never"));
    by.put("outcome", t -> Query.ALL.withOutcome(t.outcome()));
    by.put("outcome, none", _ -> Query.ALL.withOutcome(Entry.End.LOST));
    by.put("time, newest minute", _ -> Query.ALL.withFrom(newest.minusSeconds(60)));
    by.put("time, a second", t -> Query.ALL.withFrom(t.at().minusSeconds(1)).withUntil(t.at()));
    by.put("time, none", _ -> Query.ALL.withUntil(newest.minus(Duration.ofDays(365))));
    by.put(
        "rare finding, outcome",
        _ -> Query.ALL.withFinding(MadeEntries.RARE_FINDING).withOutcome(Entry.End.DELIVERED));
    by.put(
        "common finding, client",
        t ->
            Query.ALL
                .withFinding(MadeEntries.COMMON_FINDING)
                .withClient(IpPrefix.of(t.client().address())));
    by.put(
        "common finding, network",
        t ->
            Query.ALL
                .withFinding(MadeEntries.COMMON_FINDING)
                .withClient(network(t.client().address())));
    by.put(
        "common finding, delivered",
        _ -> Query.ALL.withFinding(MadeEntries.COMMON_FINDING).withOutcome(Entry.End.DELIVERED));
    return by;
  }

  /// @param told of each field when it is measured
  static Map<String, Times> measure(Path folder, long entries, BiConsumer<String, Times> told)
      throws IOException, InterruptedException {
    Map<String, Times> all = new LinkedHashMap<>();
    Random random = new Random(SEED);
    Instant newest = search(folder, Query.ALL.withLimit(1)).entries().getFirst().at();
    for (Map.Entry<String, Function<Entry.Transaction, Query>> field : fields(newest).entrySet()) {
      List<Query> queries = new ArrayList<>();
      for (int i = 0; i < WARM; i++) {
        long number = random.nextLong(entries);
        Instant at = newest.minusSeconds(number % MINUTES_BACK * 60);
        queries.add(field.getValue().apply(MadeEntries.of(number, at)));
      }
      List<Double> cold = new ArrayList<>();
      for (Query query : queries.subList(0, COLD)) {
        PageCache.forget(folder);
        cold.add(time(folder, query));
      }
      long found = 0;
      for (Query query : queries) {
        found += search(folder, query).entries().size();
      }
      List<Double> warm = new ArrayList<>();
      for (Query query : queries) {
        warm.add(time(folder, query));
      }
      Times times =
          new Times(
              Quantile.of(cold, 0.5),
              Quantile.of(cold, 0.99),
              Quantile.of(warm, 0.5),
              Quantile.of(warm, 0.99),
              found);
      all.put(field.getKey(), times);
      told.accept(field.getKey(), times);
    }
    return all;
  }

  private static Found search(Path folder, Query query) throws IOException {
    Found found = new JournalSearch(folder).find(query);
    if (!found.problems().isEmpty()) {
      throw new IOException(found.problems().toString());
    }
    return found;
  }

  private static double time(Path folder, Query query) throws IOException {
    long start = System.nanoTime();
    search(folder, query);
    return (System.nanoTime() - start) / 1e6;
  }

  private static IpPrefix network(IpAddress address) {
    return new IpPrefix(IpAddress.ofV4((int) address.low() & ~0xff), SLASH_24);
  }

  private static String recipient(Entry.Transaction made) {
    return made.recipients().getFirst().recipient();
  }

  private static String domain(String address) {
    // The null sender has none: then a domain that stands in no entry, which no index can shorten.
    return address.isEmpty() ? "nobody.example" : address.substring(address.indexOf('@') + 1);
  }
}
