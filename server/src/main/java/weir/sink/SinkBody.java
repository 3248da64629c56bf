package weir.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// The octets of one message as a [SinkMta] reads them. Only CR LF . CR LF ends it, and whatever
/// else a lenient one takes for an end.
final class SinkBody {

  private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private int matched = 2; // the line end of the DATA command counts, RFC 5321 section 4.1.1.4
  private boolean ended;
  private final List<String> lenient;

  /// @param lenient ends besides, one character an octet
  SinkBody(List<String> lenient) {
    this.lenient = lenient;
  }

  boolean ended() {
    return ended;
  }

  long octets() {
    return wire.size();
  }

  /// Takes one octet; false when it no longer belongs to the message.
  boolean take(int octet) {
    if (ended) {
      return false;
    }
    wire.write(octet);
    if (octet == END[matched]) {
      matched++;
    } else {
      matched = octet == '\r' ? 1 : 0;
    }
    ended = matched == END.length || lenient.stream().anyMatch(this::endsWith);
    return true;
  }

  private boolean endsWith(String end) {
    return wire.size() >= end.length() && wire.toString(ISO_8859_1).endsWith(end);
  }

  byte[] wire() {
    return wire.toByteArray();
  }

  /// The message with dot-stuffing undone and without the final dot line.
  byte[] content() {
    byte[] stuffed = wire.toByteArray();
    ByteArrayOutputStream content = new ByteArrayOutputStream(stuffed.length);
    boolean lineStart = true;
    for (int i = 0; i < stuffed.length - 3; i++) {
      if (!(lineStart && stuffed[i] == '.')) {
        content.write(stuffed[i]);
      }
      lineStart = stuffed[i] == '\n' && i > 0 && stuffed[i - 1] == '\r';
    }
    return content.toByteArray();
  }
}
