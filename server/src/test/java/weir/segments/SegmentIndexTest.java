package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.sqlite.Database;

/// One segment with two runs and some rows that are in none: whatever is asked, the index finds
/// what looking at every entry finds, while the segment is open, after a crash and when it is
/// sealed.
class SegmentIndexTest {

  private static final int ENTRIES = 2 * OpenRun.ROWS + OpenRun.ROWS / 2;
  private static final int QUERIES = 400;

  @TempDir private Path folder;
  private final Random random = new Random(1);
  private final HandClock clock = new HandClock(T);
  private final List<Entry> written = new ArrayList<>();
  private SegmentStore store;

  @BeforeEach
  void write() throws IOException {
    store = new SegmentStore(JournalSettings.in(folder), clock, () -> {});
    while (written.size() < ENTRIES) {
      write(100);
    }
  }

  @AfterEach
  void end() {
    store.close();
  }

  private void write(int count) throws IOException {
    List<Entry> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(entry(written.size() + i));
    }
    store.write(batch);
    written.addAll(batch);
  }

  private Entry entry(int n) {
    return switch (random.nextInt(20)) {
      case 0 -> Entries.session("session" + n % 7);
      case 1 -> Entries.act("act" + n);
      case 2 -> new Entry.Gap(time(n), time(n).plusSeconds(30), n, 0, "full");
      default ->
          Entries.transaction(
              "id" + n,
              time(n),
              client(),
              sender(),
              recipient(),
              outcome(),
              random.nextBoolean() ? List.of(Entries.refused()) : List.of());
    };
  }

  /// A transaction is written down when it ends: times stand in order only roughly.
  private Instant time(int n) {
    return T.plusSeconds(n).minusSeconds(random.nextInt(20));
  }

  private String client() {
    return random.nextBoolean()
        ? "192.0." + random.nextInt(8) + "." + random.nextInt(200)
        : "2001:db8:" + random.nextInt(4) + ":" + random.nextInt(2) + "::" + random.nextInt(99);
  }

  private String sender() {
    return random.nextInt(9) == 0
        ? ""
        : "Ann" + random.nextInt(300) + "@example" + random.nextInt(40) + ".net";
  }

  private String recipient() {
    return "bob" + random.nextInt(50) + "@Example.org";
  }

  private Entry.End outcome() {
    return Entry.End.values()[random.nextInt(Entry.End.values().length)];
  }

  private Query query() {
    Query query = Query.ALL.withLimit(random.nextBoolean() ? 1 + random.nextInt(50) : 100_000);
    List<UnaryOperator<Query>> filters =
        List.of(
            q -> q.withId("ID" + random.nextInt(ENTRIES)),
            q -> q.withId("session" + random.nextInt(9)),
            q -> q.withClient(network()),
            q -> q.withSender(random.nextBoolean() ? sender() : "example3.net"),
            q -> q.withRecipient(random.nextBoolean() ? recipient() : "example.org"),
            q -> q.withFinding(random.nextBoolean() ? "dnsbl-listed" : "never"),
            q -> q.withOutcome(outcome()),
            q -> q.withFrom(T.plusSeconds(random.nextInt(ENTRIES))),
            q -> q.withUntil(T.plusSeconds(random.nextInt(ENTRIES))));
    for (int i = random.nextInt(3); i >= 0; i--) {
      query = filters.get(random.nextInt(filters.size())).apply(query);
    }
    return query;
  }

  private IpPrefix network() {
    IpAddress client = IpAddress.parse(client()).orElseThrow();
    return client.network(random.nextInt(33), random.nextInt(129));
  }

  private void everyQueryFindsWhatLookingAtEveryEntryFinds() throws IOException {
    JournalSearch search = new JournalSearch(folder);
    for (int i = 0; i < QUERIES; i++) {
      Query query = query();
      Condition condition = new Condition(query);
      Found found = search.find(query);
      assertThat(found.problems()).isEmpty();
      assertThat(found.entries())
          .as(query.toString())
          .isEqualTo(
              written.reversed().stream().filter(condition::holds).limit(query.limit()).toList());
      assertThat(found.gaps())
          .as(query.toString())
          .isEqualTo(
              written.reversed().stream()
                  .filter(Entry.Gap.class::isInstance)
                  .map(Entry.Gap.class::cast)
                  .filter(gap -> query.from().filter(gap.until()::isBefore).isEmpty())
                  .filter(gap -> query.until().filter(t -> !gap.at().isBefore(t)).isEmpty())
                  .limit(query.limit())
                  .toList());
    }
  }

  private SegmentFile only() throws IOException {
    List<SegmentFile> all = SegmentFile.list(folder);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private long number(String sql) throws Exception {
    try (var connection = Database.read(only().records())) {
      return Database.number(connection, sql);
    }
  }

  @Test
  void whileItIsOpen() throws Exception {
    assertThat(number("SELECT max(last) FROM span")).isEqualTo(2 * OpenRun.ROWS);
    everyQueryFindsWhatLookingAtEveryEntryFinds();
  }

  @Test
  void whenAnotherProcessGoesOnWithIt() throws Exception {
    store.close();
    store = new SegmentStore(JournalSettings.in(folder), clock, () -> {});
    write(OpenRun.ROWS);
    assertThat(number("SELECT max(last) FROM span")).isEqualTo(3 * OpenRun.ROWS);
    everyQueryFindsWhatLookingAtEveryEntryFinds();
  }

  @Test
  void whenItIsSealed() throws Exception {
    store.close();
    Sealed.seal(only());
    assertThat(number("SELECT max(last) FROM span")).isEqualTo(written.size());
    assertThat(number("SELECT count(DISTINCT run) FROM block")).isEqualTo(1);
    everyQueryFindsWhatLookingAtEveryEntryFinds();
  }

  @Test
  void whenItIsSealedDuringTheSearch() throws Exception {
    List<Entry> before = new ArrayList<>();
    List<Entry> after = new ArrayList<>();
    Query query = Query.ALL.withRecipient("example.org").withLimit(Query.MOST);
    try (SegmentSearch search = new SegmentSearch(only())) {
      search.find(query, before);
      store.close();
      Sealed.seal(only());
      search.find(query, after);
    }
    assertThat(before).hasSizeGreaterThan(OpenRun.ROWS);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aRecordThatIsNoEntryHidesNoOther() throws Exception {
    store.close();
    try (var connection = Database.write(only().records())) {
      Database.run(
          connection, "UPDATE entry SET record = x'7b' WHERE row = (SELECT max(row) FROM entry)");
    }
    written.removeLast();
    Sealed.seal(only());
    Entry.Transaction last =
        (Entry.Transaction)
            written.reversed().stream()
                .filter(Entry.Transaction.class::isInstance)
                .findFirst()
                .orElseThrow();
    Found found = new JournalSearch(folder).find(Query.ALL.withId(last.id()));
    assertThat(found.entries()).containsExactly(last);
    assertThat(found.problems()).isEmpty();
  }
}
