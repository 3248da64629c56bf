package weir.smtp;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A second reader of what an answer to EHLO offers: it looks for each keyword's lines in the whole
/// text (RFC 5321 section 4.1.1.1), where the first reader goes from word to word.
final class OfferedLines {
  private static final String BLANKS = "[\\t\\x0b\\f\\x1c-\\x1f ]*";

  private final String text;

  private OfferedLines(List<String> lines) {
    this.text = "\n" + String.join("\n\n", lines) + "\n";
  }

  static Extensions read(Reply ehlo) {
    List<String> lines = ehlo.code() == 250 ? ehlo.lines() : List.of("");
    return new OfferedLines(lines.subList(1, lines.size())).read();
  }

  private Extensions read() {
    EnumSet<Keyword> keywords = EnumSet.noneOf(Keyword.class);
    for (Keyword keyword : Keyword.values()) {
      if (!parameters(keyword.word(), " ").isEmpty()) {
        keywords.add(keyword);
      }
    }
    return new Extensions(keywords, size(), limits(), auth(), all("XCLIENT"), all("XFORWARD"));
  }

  /// Of each line with this keyword what stands behind it, in upper case.
  private List<String> parameters(String word, String behind) {
    String line = "\n" + BLANKS + "(?i:" + word + ")(?:" + behind + "([^\n]*?))?" + BLANKS + "\n";
    return Pattern.compile(line)
        .matcher(text)
        .results()
        .map(found -> found.group(1) == null ? "" : found.group(1).toUpperCase(Locale.ROOT))
        .toList();
  }

  private Set<String> all(String word) {
    return words(parameters(word, " "));
  }

  private static Set<String> words(List<String> parameters) {
    Set<String> words = new TreeSet<>();
    for (String each : parameters) {
      Pattern.compile("[^ ]+").matcher(each).results().map(MatchResult::group).forEach(words::add);
    }
    return words;
  }

  /// Also as servers offered it before RFC 2554.
  private Set<String> auth() {
    return words(parameters("AUTH", "[ =]"));
  }

  /// The last line that says one counts.
  private OptionalLong size() {
    List<String> said =
        parameters("SIZE", " ").stream()
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
    String last = said.isEmpty() ? "" : said.getLast().replaceFirst(" .*", "");
    return last.matches("[0-9]{1,18}") && last.matches("0*[1-9][0-9]*")
        ? OptionalLong.of(Long.parseLong(last))
        : OptionalLong.empty();
  }

  private TransactionLimits limits() {
    List<String> said = parameters("LIMITS", " ");
    String last = said.isEmpty() ? "" : " " + said.getLast() + " ";
    return new TransactionLimits(
        limit(last, "MAILMAX"), limit(last, "RCPTMAX"), limit(last, "RCPTDOMAINMAX"));
  }

  /// RFC 9422 section 3.2.
  private static OptionalInt limit(String words, String name) {
    return Pattern.compile(" " + name + "=([1-9][0-9]{0,5})(?= )")
        .matcher(words)
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .findFirst();
  }
}
