package weir.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the parts of a multipart stand (RFC 2046 section 5.1).
///
/// @param parts each from behind its boundary line to before the line end that belongs to the next
///   one; empty where no boundary was found
record Multipart(List<Stretch> parts, Set<Fault> faults) {

  /// @param most parts that are looked for
  static Multipart read(ContentType type, Stretch body, int most) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    Optional<String> declared = type.parameter("boundary").map(String::stripTrailing);
    List<Stretch> parts =
        declared.map(boundary -> split(body, octets(boundary), most, faults)).orElse(List.of());
    if (parts.isEmpty()) {
      Optional<String> guessed = guess(body);
      faults.add(guessed.isPresent() ? Fault.GUESSED_BOUNDARY : Fault.NO_BOUNDARY);
      parts = guessed.map(boundary -> split(body, boundary, most, faults)).orElse(List.of());
    }
    return new Multipart(parts, faults);
  }

  private static List<Stretch> split(Stretch body, String boundary, int most, Set<Fault> faults) {
    List<Stretch> parts = new ArrayList<>();
    String delimiter = "--" + boundary;
    Lines lines = body.lines();
    int begin = -1;
    int end = 0; // of the last line's text: the line end before a boundary is the boundary's
    boolean last = false;
    while (!last && lines.step()) {
      if (lines.beginsWith(delimiter)) {
        String rest = lines.latin1().substring(delimiter.length()).strip();
        // Some programs put text behind the last one.
        last = rest.startsWith("--") && begin >= 0;
        if (rest.isEmpty() || last) {
          if (begin >= 0 && parts.size() < most) {
            parts.add(body.part(begin, Math.max(begin, end)));
          }
          begin = lines.next();
        }
      }
      end = lines.end();
    }
    if (begin >= 0 && !last) {
      faults.add(Fault.NO_LAST_BOUNDARY);
      if (begin < body.size() && parts.size() < most) {
        parts.add(body.part(begin, body.size()));
      }
    }
    return parts;
  }

  /// The first line that looks like a boundary: behind it the header of a part begins.
  private static Optional<String> guess(Stretch body) {
    Lines lines = body.lines();
    String before = "";
    while (lines.step()) {
      boolean header = beginsContent(lines);
      if (header && !before.isEmpty()) {
        return Optional.of(before);
      }
      before =
          lines.beginsWith("--") && lines.end() - lines.start() <= 202
              ? lines.latin1().substring(2).stripTrailing()
              : "";
    }
    return Optional.empty();
  }

  private static boolean beginsContent(Lines lines) {
    return lines.end() - lines.start() > 8
        && lines.end() - lines.start() < 1000
        && lines.latin1().regionMatches(true, 0, "content-", 0, 8);
  }

  /// The header was read as UTF-8 where it could be; the body's lines are octets.
  private static String octets(String boundary) {
    return new String(boundary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
