package weir.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.mail.HeaderList.End;
import weir.mail.HeaderList.Field;

/// Walks over the lines of a header while its octets arrive, each octet once.
final class HeaderScan {

  private final int mostFields;
  private final List<Field> fields = new ArrayList<>();
  private @Nullable Field malformed;

  /// The field or malformed line that may still go on, as an open end.
  private @Nullable String name;

  private int nameStart;

  private int lineStart;
  private int looked;
  private End end = End.BOUND;

  HeaderScan(int mostFields) {
    this.mostFields = mostFields;
  }

  /// Takes all whole lines among the first `have` octets; true when the header is over.
  boolean advance(byte[] octets, int have) {
    while (looked < have) {
      if (octets[looked++] != '\n') {
        continue;
      }
      if (line(octets, lineStart, looked)) {
        return true;
      }
      lineStart = looked;
    }
    return false;
  }

  /// The message ended without an empty line.
  void finish(byte[] octets, int have) {
    if (have > lineStart) {
      looked = have;
      if (line(octets, lineStart, have)) {
        return;
      }
      lineStart = have;
    }
    close(lineStart);
    end = End.END_OF_CONTENT;
  }

  HeaderList result(byte[] octets) {
    if (end == End.BOUND && name != null) {
      boolean whole = looked > lineStart && !isBlank(octets[lineStart]);
      if (whole) {
        close(lineStart);
      } else {
        lineStart = nameStart; // it may go on beyond the bound: half a field is none
      }
    }
    return new HeaderList(
        Arrays.copyOf(octets, lineStart), fields, Optional.ofNullable(malformed), end);
  }

  private boolean line(byte[] octets, int from, int to) {
    int length = to - from;
    boolean empty = octets[from] == '\n' || (length == 2 && octets[from] == '\r');
    if (empty) {
      close(from);
      lineStart = to;
      end = End.EMPTY_LINE;
      return true;
    }
    if (isBlank(octets[from]) && name != null) {
      return false;
    }
    close(from);
    if (fields.size() == mostFields) {
      return true;
    }
    name = name(octets, from, to);
    nameStart = from;
    return false;
  }

  private void close(int at) {
    if (name == null) {
      return;
    }
    Field field = new Field(name, nameStart, at);
    name = null;
    if (!field.name().isEmpty()) {
      fields.add(field);
    } else if (malformed == null) {
      malformed = field;
    }
  }

  /// The name before the colon; blanks between are obsolete syntax (RFC 5322 section 4.5) that
  /// other readers take. Empty when there is none.
  private static String name(byte[] octets, int from, int to) {
    int colon = from;
    while (colon < to && octets[colon] > ' ' && octets[colon] < 0x7F && octets[colon] != ':') {
      colon++;
    }
    int end = colon;
    while (colon < to && isBlank(octets[colon])) {
      colon++;
    }
    boolean found = end > from && colon < to && octets[colon] == ':';
    return found ? new String(octets, from, end - from, StandardCharsets.US_ASCII) : "";
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }
}
