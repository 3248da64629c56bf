package weir.segments;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.journal.Entry;
import weir.verdict.Evidence;

/// Entries from the records of a segment. All methods throw a RuntimeException of any kind for
/// something that is not an entry.
final class RecordReader {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Kinds kinds;

  RecordReader(Kinds kinds) {
    this.kinds = kinds;
  }

  static JsonNode json(byte[] record) {
    return JSON.readTree(record);
  }

  Entry entry(JsonNode record, List<List<Evidence>> evidence) {
    return new EntryReader(new VerdictReader(kinds, evidence)).read(record);
  }

  /// The entry without its evidence.
  Entry entry(JsonNode record) {
    return entry(record, List.of());
  }
}
