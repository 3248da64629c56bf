package weir.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Where the header fields of a message stand (RFC 5322 section 2.2). The message itself is not
/// touched, and no more of it is kept than its header.
///
/// The header ends at the first empty line. A line in between that is neither field nor
/// continuation is reported and stepped over: some readers stop there and some go on, so what
/// follows has to be treated as header by whoever looks for forged fields.
public final class HeaderList {

  private static final int FIRST_READ = 8192;

  private final byte[] octets;
  private final List<Field> fields;
  private final Optional<Field> malformed;
  private final End end;

  HeaderList(byte[] octets, List<Field> fields, Optional<Field> malformed, End end) {
    this.octets = octets;
    this.fields = List.copyOf(fields);
    this.malformed = malformed;
    this.end = end;
  }

  /// How much of a header is looked at.
  ///
  /// @param octets of the header, all lines together; at the bound reading stops and [#end] says so
  /// @param fields that are kept; the same
  public record Bounds(int octets, int fields) {
    public static final Bounds USUAL = new Bounds(512 * 1024, 2000);
  }

  /// A field or a malformed line.
  ///
  /// @param name as written, without colon and the blanks before it; empty for a malformed line
  /// @param start offset of its first octet in the message
  /// @param end offset behind the CRLF of its last line
  public record Field(String name, long start, long end) {
    public ContentWithout.Range range() {
      return new ContentWithout.Range(start, end);
    }
  }

  /// Why the reading stopped.
  public enum End {
    /// At the empty line before the body.
    EMPTY_LINE,
    /// The message ended; it has no body.
    END_OF_CONTENT,
    /// At the bound of octets or fields: what follows is unknown. A message like that is nothing to
    /// guess about.
    BOUND
  }

  /// Reads the header of a message.
  public static HeaderList read(Content content, Bounds bounds) throws IOException {
    try (InputStream in = content.open()) {
      HeaderScan scan = new HeaderScan(bounds.fields());
      byte[] octets =
          new byte
              [(int) Math.min(Math.min(FIRST_READ, bounds.octets()), Math.max(content.size(), 1))];
      int have = 0;
      while (true) {
        int more = in.read(octets, have, octets.length - have);
        have += Math.max(more, 0);
        if (scan.advance(octets, have)) {
          break;
        }
        if (more < 0) {
          scan.finish(octets, have);
          break;
        }
        if (have == octets.length) {
          if (have >= bounds.octets()) {
            break;
          }
          octets = Arrays.copyOf(octets, (int) Math.min(2L * have, bounds.octets()));
        }
      }
      return scan.result(octets);
    }
  }

  /// All fields in order, malformed lines left out.
  public List<Field> fields() {
    return fields;
  }

  /// Those with this name, in any case.
  public List<Field> named(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).toList();
  }

  /// How many there are of a name.
  public int count(String name) {
    int count = 0;
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        count++;
      }
    }
    return count;
  }

  /// The hops behind the message: its Received fields (RFC 5321 section 6.3).
  public int received() {
    return count("Received");
  }

  public End end() {
    return end;
  }

  /// The first line that is neither field nor continuation.
  public Optional<Field> malformed() {
    return malformed;
  }

  /// Whether the first line begins with a blank. Below fields that are put on top it would go on
  /// with the last of them (RFC 5322 section 2.2.3).
  public boolean beginsFolded() {
    return octets.length > 0 && (octets[0] == ' ' || octets[0] == '\t');
  }

  /// How many octets the header has, the empty line included; up to the last whole line where
  /// reading stopped at a bound.
  public long size() {
    return octets.length;
  }

  /// The value of the first field with this name, unfolded, as UTF-8 with every control character
  /// as `?`, cut at the limit. Encoded words (RFC 2047) stay as they are.
  ///
  /// @param limit octets that are looked at
  public Optional<String> value(String name, int limit) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(value(field, limit));
      }
    }
    return Optional.empty();
  }

  /// The values of the topmost fields with this name, as [#value(String, int)] gives them.
  ///
  /// @param most fields; those below are left out
  public List<String> values(String name, int most, int limit) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .limit(most)
        .map(field -> value(field, limit))
        .toList();
  }

  /// The value of a field of this list, as [#value(String, int)] gives it.
  public String value(Field field, int limit) {
    int from = (int) field.start();
    int to = (int) field.end();
    while (from < to && octets[from] != ':') {
      from++;
    }
    from = Math.min(from + 1, to);
    String raw = new String(octets, from, Math.min(to - from, limit), StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\r'
          && c != '\n') { // unfolding takes out the line ends only (RFC 5322 section 2.2.3)
        out.append(c == '\t' ? ' ' : Xtext.isControl(c) ? '?' : c);
      }
    }
    return out.toString().strip();
  }

  /// The octets of the fields whose name matches, for [ContentWithout]; touching ranges are one.
  ///
  /// @param name gets each name as written; matching must not depend on case
  public List<ContentWithout.Range> ranges(Predicate<String> name) {
    List<ContentWithout.Range> ranges = new ArrayList<>();
    for (Field field : fields) {
      if (!name.test(field.name())) {
        continue;
      }
      boolean touches = !ranges.isEmpty() && ranges.getLast().end() == field.start();
      long start = touches ? ranges.removeLast().start() : field.start();
      ranges.add(new ContentWithout.Range(start, field.end()));
    }
    return ranges;
  }
}
