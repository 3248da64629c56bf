package weir.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.journal.Entry;

/// The record of an entry as a segment has it, perhaps damaged; from the first NUL on, its
/// evidence.
final class JournalEntryFuzzTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @FuzzTest
  void anEntryIsWrittenAndReadTheSameAndItsTermsAreThoseItIsSearchedBy(byte[] octets) {
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
    List<String> terms = new ArrayList<>();
    for (JsonNode each : JSON.readTree(encoded.terms())) {
      terms.add(each.asString());
    }
    assertThat(terms).isEqualTo(Terms.of(entry).stream().map(JournalEntryFuzzTest::whole).toList());
    for (String each : Terms.of(entry)) {
      assertThat(encoded.terms()).contains(Terms.quoted(each));
    }
  }

  /// Half of a pair has no UTF-8: it is looked for as the mark that stands for it.
  private static String whole(String term) {
    return term.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
