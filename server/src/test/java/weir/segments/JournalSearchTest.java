package weir.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.segments.Entries.T;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.net.IpPrefix;
import weir.sqlite.Database;

/// Every filter over three segments, of which the two older ones are sealed and the newest is open.
class JournalSearchTest {

  @TempDir private Path folder;
  private final HandClock clock = new HandClock(T);
  private SegmentStore store;

  @BeforeEach
  void write() throws IOException {
    JournalSettings settings =
        new JournalSettings(
            folder,
            JournalSettings.in(folder).keepVerdicts(),
            JournalSettings.in(folder).keepEvidence(),
            JournalSettings.in(folder).maxSize(),
            100,
            10,
            JournalSettings.in(folder).segmentAge());
    store = new SegmentStore(settings, clock, () -> {});
    for (int segment = 0; segment < 3; segment++) {
      List<Entry> batch = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        batch.add(entry(segment * 10 + i));
      }
      store.write(batch);
      clock.advance(Duration.ofMinutes(10));
    }
    new Upkeep(settings, clock, clock).round();
  }

  /// Number 7 of each ten is refused, 8 is a session, 9 an act; the others are plain.
  private Entry entry(int n) {
    Instant at = clock.instant().plusSeconds(n % 10);
    return switch (n % 10) {
      case 7 ->
          Entries.transaction(
              "t" + n,
              at,
              "198.51.100." + n,
              "",
              "\"quoted\\\"x\"@Example.org",
              Entry.End.REFUSED,
              List.of(Entries.refused()));
      case 8 -> Entries.session("s" + n);
      case 9 -> Entries.act("a" + n);
      default ->
          Entries.transaction(
              "t" + n, at, "192.0.2." + n, "Ann" + n + "@Example.NET", "bob" + n + "@example.com");
    };
  }

  private List<String> ids(Query query) throws IOException {
    Found found = new JournalSearch(folder).find(query);
    assertThat(found.problems()).isEmpty();
    return found.entries().stream().map(JournalSearchTest::id).toList();
  }

  private static String id(Entry entry) {
    return switch (entry) {
      case Entry.Transaction t -> t.id();
      case Entry.Session s -> s.id();
      case Entry.Act a -> a.id();
      case Entry.Gap _ -> "gap";
    };
  }

  @Test
  void theFixtureHasTwoSealedSegmentsAndAnOpenOne() throws Exception {
    List<SegmentFile> all = SegmentFile.list(folder);
    assertThat(all).hasSize(3);
    for (int i = 0; i < 3; i++) {
      try (var connection = Database.read(all.get(i).records())) {
        assertThat(Schema.state(connection) == Schema.State.SEALED).isEqualTo(i < 2);
      }
    }
  }

  @Test
  void withoutAFilterTheNewestComeFirst() throws IOException {
    assertThat(ids(Query.ALL.withLimit(12)))
        .startsWith("a29", "s28", "t27", "t26")
        .endsWith("t20", "a19", "s18")
        .hasSize(12);
    assertThat(ids(Query.ALL)).hasSize(30).endsWith("t1", "t0");
  }

  @Test
  void anIdFindsItsEntryWhateverItsCase() throws IOException {
    assertThat(ids(Query.ALL.withId("t3"))).containsExactly("t3");
    assertThat(ids(Query.ALL.withId("T23"))).containsExactly("t23");
    assertThat(ids(Query.ALL.withId("s18"))).containsExactly("s18");
    assertThat(ids(Query.ALL.withId("none"))).isEmpty();
  }

  @Test
  void theIdOfASessionFindsItsTransactions() throws IOException {
    store.write(List.of(Entries.full("later"), Entries.session("session0")));
    assertThat(ids(Query.ALL.withId("session0"))).containsExactly("session0", "later");
  }

  @Test
  void aTimeFindsWhatEndedFromThereUntilThen() throws IOException {
    assertThat(ids(Query.ALL.withFrom(T.plusSeconds(602)).withUntil(T.plusSeconds(605))))
        .containsExactly("t14", "t13", "t12");
    assertThat(ids(Query.ALL.withFrom(T.plusSeconds(5_000)))).isEmpty();
    assertThat(ids(Query.ALL.withUntil(T.minusSeconds(1)))).isEmpty();
  }

  @Test
  void byClientAddressAndNetwork() throws IOException {
    assertThat(ids(Query.ALL.withClient(IpPrefix.of("192.0.2.12")))).containsExactly("t12");
    assertThat(ids(Query.ALL.withClient(IpPrefix.of("192.0.2.24/31"))))
        .containsExactly("t25", "t24");
    assertThat(ids(Query.ALL.withClient(IpPrefix.of("198.51.100.0/24"))))
        .containsExactly("t27", "t17", "t7");
    assertThat(ids(Query.ALL.withClient(IpPrefix.of("2001:db8::/32")))).isEmpty();
  }

  @Test
  void bySenderAddressAndDomainAndNullSender() throws IOException {
    assertThat(ids(Query.ALL.withSender("ann4@example.net"))).containsExactly("t4");
    assertThat(ids(Query.ALL.withSender("ANN24@example.net"))).containsExactly("t24");
    assertThat(ids(Query.ALL.withSender("Example.net").withLimit(4)))
        .containsExactly("t26", "t25", "t24", "t23");
    assertThat(ids(Query.ALL.withSender(""))).containsExactly("t27", "t17", "t7");
  }

  @Test
  void byRecipientAddressAndDomain() throws IOException {
    assertThat(ids(Query.ALL.withRecipient("Bob5@example.com"))).containsExactly("t5");
    assertThat(ids(Query.ALL.withRecipient("bob25@example.com"))).containsExactly("t25");
    assertThat(ids(Query.ALL.withRecipient("example.com"))).hasSize(21);
    assertThat(ids(Query.ALL.withRecipient("\"quoted\\\"x\"@example.org")))
        .containsExactly("t27", "t17", "t7");
    // A part of an element is not an element, in the open segment as little as in a sealed one.
    assertThat(ids(Query.ALL.withRecipient("x\"@example.org"))).isEmpty();
    assertThat(ids(Query.ALL.withRecipient("ob25@example.com"))).isEmpty();
  }

  @Test
  void byFinding() throws IOException {
    assertThat(ids(Query.ALL.withFinding("dnsbl-listed")))
        .containsExactly("s28", "t27", "s18", "t17", "s8", "t7");
    assertThat(ids(Query.ALL.withFinding("no-reverse-name"))).hasSize(6);
    assertThat(ids(Query.ALL.withFinding("dnsbl"))).isEmpty();
  }

  @Test
  void byOutcome() throws IOException {
    assertThat(ids(Query.ALL.withOutcome(Entry.End.REFUSED))).containsExactly("t27", "t17", "t7");
    assertThat(ids(Query.ALL.withOutcome(Entry.End.DELIVERED))).hasSize(21);
    assertThat(ids(Query.ALL.withOutcome(Entry.End.LOST))).isEmpty();
  }

  @Test
  void filtersHoldTogether() throws IOException {
    Query query =
        Query.ALL
            .withFinding("dnsbl-listed")
            .withOutcome(Entry.End.REFUSED)
            .withRecipient("example.org")
            .withSender("")
            .withClient(IpPrefix.of("198.51.100.0/24"))
            .withFrom(T.plusSeconds(60))
            .withUntil(T.plusSeconds(1_000));
    assertThat(ids(query)).containsExactly("t17");
  }

  @Test
  void hostile_106_a_query_is_never_read_as_sql() throws IOException {
    assertThat(ids(Query.ALL.withSender("' OR 1=1 --"))).isEmpty();
    assertThat(ids(Query.ALL.withRecipient("\" OR \"\"=\""))).isEmpty();
    assertThat(ids(Query.ALL.withFinding("%"))).isEmpty();
  }

  @Test
  void evidenceIsFoundInSealedSegments() throws IOException {
    Entry found = new JournalSearch(folder).find(Query.ALL.withId("t7")).entries().getFirst();
    assertThat(((Entry.Transaction) found).judged()).containsExactly(Entries.refused());
  }

  @Test
  void gapsInTheTimeSearchedAreTold() throws IOException {
    Entry.Gap gap = new Entry.Gap(T.plusSeconds(700), T.plusSeconds(800), 5, 0, "full");
    store.write(List.of(gap));
    JournalSearch search = new JournalSearch(folder);
    assertThat(search.find(Query.ALL.withFrom(T.plusSeconds(750))).gaps()).containsExactly(gap);
    assertThat(search.find(Query.ALL.withFrom(T.plusSeconds(801))).gaps()).isEmpty();
    assertThat(search.find(Query.ALL.withUntil(T.plusSeconds(700))).gaps()).isEmpty();
  }
}
