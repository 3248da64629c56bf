package weir.segments;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import weir.journal.Entry;
import weir.verdict.Evidence;

/// Entries as the bytes of a segment. Used by one thread.
final class Encoder {

  /// @param at milliseconds of the epoch
  /// @param terms of [Terms]
  /// @param evidence null where there is none
  record Encoded(long at, List<String> terms, byte[] record, byte @Nullable [] evidence) {}

  private static final JsonFactory PLAIN = new JsonFactory();

  /// Writes half of a surrogate pair as an escape, where UTF-8 has no bytes for it.
  private static final JsonFactory ESCAPING =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Kinds kinds;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);

  Encoder(Kinds kinds) {
    this.kinds = kinds;
  }

  /// @throws RuntimeException of any kind for an entry that cannot be encoded
  Encoded encode(Entry entry) {
    try {
      return encode(PLAIN, entry);
    } catch (JacksonException brokenText) {
      return encode(ESCAPING, entry);
    }
  }

  private Encoded encode(JsonFactory factory, Entry entry) {
    List<List<Evidence>> evidence = new ArrayList<>(0);
    bytes.reset();
    try (JsonGenerator json = generator(factory)) {
      new EntryWriter(json, new VerdictWriter(json, kinds, evidence)).write(entry);
    }
    byte[] record = bytes.toByteArray();
    return new Encoded(
        entry.at().toEpochMilli(),
        Terms.of(entry),
        record,
        evidence.isEmpty() ? null : evidence(factory, evidence));
  }

  private byte[] evidence(JsonFactory factory, List<List<Evidence>> evidence) {
    bytes.reset();
    try (JsonGenerator json = generator(factory)) {
      json.writeStartArray();
      for (List<Evidence> pieces : evidence) {
        json.writeStartArray();
        for (Evidence piece : pieces) {
          json.writeStartArray();
          json.writeString(piece.name());
          json.writeString(piece.value());
          json.writeEndArray();
        }
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    return bytes.toByteArray();
  }

  private JsonGenerator generator(JsonFactory factory) {
    return factory.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8);
  }
}
