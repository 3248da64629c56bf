package weir.segments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.journal.Entry;
import weir.net.IpPrefix;
import weir.verdict.Verdict;

/// The record of an entry as a segment has it, perhaps damaged; from the first NUL on, its
/// evidence.
final class JournalEntryFuzzTest {

  @FuzzTest
  void anEntryIsWrittenAndReadTheSameAndIsFoundByWhatStandsInIt(byte[] octets) {
    String[] parts = new String(octets, UTF_8).split("\0", 2);
    Kinds kinds = JournalRecords.kinds();
    Entry entry;
    try {
      entry = JournalRecords.entry(kinds, parts[0], parts.length < 2 ? "[]" : parts[1]);
    } catch (RuntimeException damaged) {
      return; // what SegmentSearch makes of it is in SegmentFuzzTest
    }
    if (entry.at().isBefore(Instant.EPOCH) || entry.toString().contains("Infinity")) {
      return; // nobody writes that
    }
    Encoder.Encoded encoded = new Encoder(kinds).encode(entry);
    byte[] evidence = encoded.evidence();
    assertThat(
            JournalRecords.entry(
                kinds,
                new String(encoded.record(), UTF_8),
                evidence == null ? "[]" : new String(evidence, UTF_8)))
        .isEqualTo(entry);
    for (Query each : queries(entry)) {
      Condition condition = new Condition(each);
      assertThat(condition.holds(entry)).as("%s", each).isTrue();
      assertThat(condition.terms())
          .allMatch(any -> any.stream().anyMatch(encoded.terms()::contains));
    }
  }

  /// What an operator has from the entry and looks for.
  private static List<Query> queries(Entry entry) {
    List<Query> queries = new ArrayList<>();
    switch (entry) {
      case Entry.Transaction t -> {
        queries.add(Query.ALL.withId(t.session()));
        queries.add(Query.ALL.withId(t.id()).withOutcome(t.outcome()));
        queries.add(Query.ALL.withClient(IpPrefix.of(t.client().address())));
        address(t.sender()).map(Query.ALL::withSender).ifPresent(queries::add);
        for (Entry.RecipientLine line : t.recipients()) {
          address(line.recipient()).map(Query.ALL::withRecipient).ifPresent(queries::add);
        }
        for (Entry.Judged judged : t.judged()) {
          for (Verdict.Weighed weighed : judged.verdict().weighed()) {
            queries.add(Query.ALL.withFinding(weighed.finding().id()));
          }
        }
      }
      case Entry.Session s -> queries.add(Query.ALL.withId(s.id()));
      case Entry.Act act -> queries.add(Query.ALL.withId(act.id()));
      case Entry.Gap _ -> {} // found by its time
    }
    return queries;
  }

  /// Any other text would be looked for as a domain.
  private static Optional<String> address(String text) {
    return text.isEmpty() || text.indexOf('@') >= 0 ? Optional.of(text) : Optional.empty();
  }
}
