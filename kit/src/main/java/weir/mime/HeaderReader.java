package weir.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads a header as far as it can be one (RFC 5322 section 2.2).
final class HeaderReader {
  private final Stretch whole;
  private final MimeBounds bounds;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final List<Field> fields = new ArrayList<>();
  private int body;

  private HeaderReader(Stretch whole, MimeBounds bounds) {
    this.whole = whole;
    this.bounds = bounds;
  }

  /// @param body where it begins
  record Read(Header header, int body, Set<Fault> faults) {}

  /// @param message whether empty lines, a byte order mark and an envelope line of an mbox may
  ///   stand on top; above a part's header nothing may
  static Read read(Stretch whole, boolean message, MimeBounds bounds) {
    HeaderReader reader = new HeaderReader(whole, bounds);
    reader.read(message);
    return new Read(new Header(reader.fields), reader.body, reader.faults);
  }

  private void read(boolean message) {
    Lines lines = whole.lines();
    boolean top = message;
    StringBuilder open = new StringBuilder();
    body = whole.size();
    while (lines.step()) {
      if (top && isAboveHeader(lines)) {
        continue;
      }
      top = false;
      if (lines.isEmpty()) {
        body = lines.next();
        break;
      }
      if (lines.next() > bounds.header() || fields.size() >= bounds.fields()) {
        stop(Fault.HEADER_BOUND, lines);
        break;
      }
      if (lines.beginsWithBlank() && !open.isEmpty()) {
        open.append('\n').append(lines.latin1());
      } else if (isField(lines.latin1())) {
        keep(open);
        open.append(lines.latin1());
      } else if (goesOn(lines)) {
        faults.add(Fault.HEADER_LINE);
      } else {
        stop(Fault.HEADER_WITHOUT_END, lines);
        break;
      }
    }
    keep(open);
  }

  private static boolean isAboveHeader(Lines lines) {
    return lines.isEmpty()
        || lines.beginsWith("From ")
        || lines.beginsWith(">From ")
        || lines.latin1().equals("\u00ef\u00bb\u00bf");
  }

  private void stop(Fault fault, Lines lines) {
    faults.add(fault);
    body = lines.start();
  }

  /// Whether the header goes on behind a line that is no field: if the next line is one. A boundary
  /// always ends it.
  private boolean goesOn(Lines lines) {
    if (lines.beginsWith("--")) {
      return false;
    }
    Lines behind = whole.part(lines.next(), whole.size()).lines();
    return behind.step() && isField(behind.latin1());
  }

  private void keep(StringBuilder open) {
    if (!open.isEmpty()) {
      String line = open.toString();
      open.setLength(0);
      int colon = line.indexOf(':');
      fields.add(new Field(line.substring(0, colon).strip(), text(line.substring(colon + 1))));
    }
  }

  private static String text(String octets) {
    return Charsets.guessed(octets.getBytes(StandardCharsets.ISO_8859_1)).strip();
  }

  /// `name:`, blanks before the colon allowed (RFC 5322 section 4.5).
  static boolean isField(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) > ' ' && line.charAt(at) <= '~') {
      if (line.charAt(at) == ':') {
        return at > 0;
      }
      at++;
    }
    int name = at;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return name > 0 && at < line.length() && line.charAt(at) == ':';
  }
}
