package weir.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.mime.Entity;
import weir.mime.Header;
import weir.mime.MimeBounds;

/// The header of a message in the text of another one: pasted by a person, quoted by a mail
/// program, indented, with folds lost or empty lines in between.
///
/// @param form [Complaint.Form#PASTED] where it has Received or Message-ID, else
///   [Complaint.Form#INLINE]
/// @param above the text that stands above it
record PastedHeader(Complaint.Form form, Header header, String above) {

  private static final Pattern FIELD =
      Pattern.compile("[ \\t]{0,8}\\*?([A-Za-z][A-Za-z0-9-]{1,60})\\*?:\\*?(?:[ \\t].*|$)");

  /// Fields that make a header of a message, and that no other list of words with colons has
  /// together.
  private static final Set<String> KNOWN =
      Set.of(
          "received",
          "return-path",
          "message-id",
          "from",
          "to",
          "subject",
          "date",
          "sent",
          "delivered-to",
          "reply-to",
          "mime-version",
          "content-type",
          "x-mailer",
          "dkim-signature",
          "x-originating-ip",
          "x-php-originating-script",
          "authentication-results",
          "sender");

  private static final int LONGEST = 2_000;

  /// The header with the most known fields; of equals the first.
  static Optional<PastedHeader> find(String text) {
    List<String> lines = text.lines().map(Quoting::unquoted).toList();
    Optional<PastedHeader> best = Optional.empty();
    int most = 1;
    for (int at = 0; at < lines.size(); at++) {
      if (known(lines.get(at)).isPresent()) {
        Block block = Block.from(lines, at);
        if (block.names.size() > most && block.isMessage()) {
          most = block.names.size();
          best = Optional.of(block.header(String.join("\n", lines.subList(0, at))));
        }
        at = Math.max(at, block.end - 1);
      }
    }
    return best;
  }

  private static Optional<String> field(String line) {
    Matcher field = FIELD.matcher(line);
    return line.length() <= Quoting.LONGEST_LINE && field.matches()
        ? Optional.of(field.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<String> known(String line) {
    return field(line).filter(KNOWN::contains);
  }

  /// Lines of one header.
  private static final class Block {
    private final Set<String> names = new HashSet<>();
    private final List<String> fields = new ArrayList<>();
    private int end;

    static Block from(List<String> lines, int start) {
      Block block = new Block();
      int indent = indent(lines.get(start));
      block.end = start;
      while (block.end < lines.size() && block.fields.size() < LONGEST) {
        String line = lines.get(block.end);
        if (!block.take(line, indent, lines)) {
          break;
        }
        block.end++;
      }
      return block;
    }

    /// Takes a line: a field, the rest of one, or an empty line that a mail program put between
    /// two.
    private boolean take(String line, int indent, List<String> lines) {
      if (line.isBlank()) {
        boolean before = end > 0 && lines.get(end - 1).isBlank();
        boolean goesOn = end + 1 < lines.size() && known(lines.get(end + 1)).isPresent();
        return !before && goesOn && !isWhole();
      }
      Optional<String> name = field(line).filter(_ -> indent(line) <= indent);
      if (name.isPresent()) {
        known(line).ifPresent(names::add);
        fields.add(line.strip().replace("*", ""));
        return true;
      }
      // A line behind Received and its like that lost its blanks is the rest of the field.
      boolean rest = indent(line) > indent || isWhole() || fields.getLast().length() > 60;
      if (rest) {
        fields.set(fields.size() - 1, cut(fields.getLast() + "\n " + line.strip()));
      }
      return rest && !isOver(line);
    }

    /// Whether an empty line ends it, as in a real message.
    private boolean isWhole() {
      return names.contains("received");
    }

    private static boolean isOver(String line) {
      return line.startsWith("--");
    }

    private static String cut(String field) {
      return field.substring(0, Math.min(field.length(), LONGEST));
    }

    private static int indent(String line) {
      return line.length() - line.stripLeading().length();
    }

    private boolean isPasted() {
      return names.contains("received") || names.contains("message-id");
    }

    private boolean isMessage() {
      boolean forwarded =
          names.contains("from")
              && names.contains("subject")
              && (names.contains("date") || names.contains("sent") || names.contains("to"));
      return isPasted() || forwarded;
    }

    private PastedHeader header(String above) {
      String text = String.join("\n", fields) + "\n\n";
      Header header = Entity.read(text.getBytes(UTF_8), MimeBounds.USUAL).header();
      return new PastedHeader(
          isPasted() ? Complaint.Form.PASTED : Complaint.Form.INLINE, header, above);
    }
  }
}
