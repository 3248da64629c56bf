package weir.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The addresses of a From field by regular expressions of the grammar: RFC 5322 sections 3.4 and
/// 4.4, RFC 6854. Of what it checks it shares the reading of a single address only.
final class AuthorGrammar {
  private static final String WHOLE = "\"(?:[^\"\\\\]|\\\\.)*\"|\\[(?:[^]\\\\]|\\\\.)*]";
  private static final String WORDS = "((?:" + WHOLE + "|[^\"\\[<>,:;])*)";
  private static final String INSIDE = "((?:" + WHOLE + "|[^\"\\[>])*)";

  private static final Pattern BEFORE_COMMENT =
      Pattern.compile("(?:" + WHOLE + "|[^\"\\[(])*", Pattern.DOTALL);
  private static final Pattern OF_COMMENT = Pattern.compile("\\\\.|[()]|[^\\\\()]", Pattern.DOTALL);

  /// A mailbox or nothing, perhaps the first one of a group, and what ends it.
  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?:" + WORDS + "(:))?" + WORDS + "(?:<" + INSIDE + "> *)?([,;]|\\z)", Pattern.DOTALL);

  private static final Pattern PIECE =
      Pattern.compile(WHOLE + "| *[.@] *| +|[^ \"\\[.@]", Pattern.DOTALL);

  private AuthorGrammar() {}

  /// The addresses; nothing for a field that is not by the grammar.
  static Optional<List<Path.Mailbox>> read(String field) {
    Optional<String> plain = withoutComments(field);
    if (field.isEmpty() || plain.isEmpty()) {
      return Optional.empty();
    }
    List<Path.Mailbox> found = new ArrayList<>();
    boolean group = false;
    Matcher element = ELEMENT.matcher(plain.get());
    do {
      if (!element.lookingAt()) {
        return Optional.empty();
      }
      String text = element.group(4) == null ? element.group(3) : element.group(4);
      if (element.group(4) != null || !text.isBlank()) {
        Optional<Path.Mailbox> mailbox = mailbox(text);
        if (mailbox.isEmpty()) {
          return Optional.empty();
        }
        found.add(mailbox.get());
      }
      boolean begins = element.group(2) != null;
      boolean ends = element.group(5).equals(";");
      if ((begins && group) || (ends && !begins && !group)) {
        return Optional.empty();
      }
      group = (group || begins) && !ends;
      if (element.group(5).isEmpty()) {
        return group ? Optional.empty() : Optional.of(found);
      }
      element.region(element.end(), plain.get().length());
    } while (true);
  }

  private static Optional<String> withoutComments(String field) {
    StringBuilder plain = new StringBuilder();
    Matcher before = BEFORE_COMMENT.matcher(field);
    Matcher comment = OF_COMMENT.matcher(field);
    int at = 0;
    while (before.region(at, field.length()).lookingAt() && before.end() < field.length()) {
      plain.append(before.group()).append(' ');
      at = before.end();
      if (field.charAt(at) != '(') {
        return Optional.empty(); // a quotation that does not end
      }
      int depth = 0;
      do {
        if (!comment.region(at, field.length()).lookingAt()) {
          return Optional.empty();
        }
        depth += comment.group().equals("(") ? 1 : comment.group().equals(")") ? -1 : 0;
        at = comment.end();
      } while (depth > 0);
    }
    return Optional.of(plain.append(field, at, field.length()).toString());
  }

  /// Blanks stand around dots and the sign only.
  private static Optional<Path.Mailbox> mailbox(String text) {
    StringBuilder address = new StringBuilder();
    Matcher piece = PIECE.matcher(text.replaceAll("^ +| +$", ""));
    int at = 0;
    for (; piece.lookingAt(); piece.region(at, piece.regionEnd())) {
      boolean whole = piece.group().startsWith("\"") || piece.group().startsWith("[");
      address.append(whole ? piece.group() : piece.group().replaceAll(" *([.@]) *", "$1"));
      if (piece.group().isBlank()) {
        return Optional.empty();
      }
      at = piece.end();
    }
    return PathParser.parse(address.toString(), true) instanceof PathParser.Parsed parsed
            && parsed.path() instanceof Path.Mailbox mailbox
        ? Optional.of(mailbox)
        : Optional.empty();
  }
}
