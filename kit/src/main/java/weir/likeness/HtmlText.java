package weir.likeness;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// HTML as the text that is seen of it, and the links in it. One pass; what is broken is read as
/// some reader would.
///
/// Tags within a word do not part it, unless they begin a line or a cell: these are lines of the
/// text. What is hidden by the common tricks of style is not seen; colours and sheets of style are
/// not reckoned.
final class HtmlText {
  /// Elements whose content is no text.
  private static final Set<String> UNREAD =
      Set.of("script", "style", "title", "textarea", "xmp", "template", "noembed", "noframes");

  /// Elements within a line.
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
          "font", "i", "ins", "kbd", "mark", "o:p", "q", "s", "samp", "small", "span", "strike",
          "strong", "sub", "sup", "tt", "u", "var", "wbr");

  /// Elements without an end.
  private static final Set<String> EMPTY =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "wbr");

  private static final Map<String, Integer> REFERENCES =
      Map.ofEntries(
          Map.entry("nbsp", 0xa0),
          Map.entry("amp", (int) '&'),
          Map.entry("lt", (int) '<'),
          Map.entry("gt", (int) '>'),
          Map.entry("quot", (int) '"'),
          Map.entry("apos", (int) '\''),
          Map.entry("shy", 0xad),
          Map.entry("zwnj", 0x200c),
          Map.entry("zwj", 0x200d),
          Map.entry("ensp", 0x2002),
          Map.entry("emsp", 0x2003),
          Map.entry("thinsp", 0x2009),
          Map.entry("lrm", 0x200e),
          Map.entry("rlm", 0x200f));

  /// Characters of a name or number between `&` and `;`.
  private static final int REFERENCE = 10;

  private final String html;
  private final int end;
  private final StringBuilder seen;
  private final Sites sites;
  private int at;

  /// The element within which nothing is seen, and how deep in elements of its name; empty where
  /// all is seen.
  private String hidden = "";

  private int depth;

  private HtmlText(String html, int room, StringBuilder seen, Sites sites) {
    this.html = html;
    this.end = seen.length() + room;
    this.seen = seen;
    this.sites = sites;
  }

  /// @param room characters that are added at most
  /// @param seen what is seen is added to it
  /// @param sites what tags link to is added to them
  static void read(String html, int room, StringBuilder seen, Sites sites) {
    HtmlText read = new HtmlText(html, room, seen, sites);
    while (read.at < html.length() && seen.length() < read.end) {
      read.step();
    }
  }

  private void step() {
    char c = html.charAt(at);
    if (c != '<' && c != '&') {
      at++;
      text(c);
    } else if (c == '<' && at + 1 < html.length()) {
      char next = html.charAt(at + 1);
      if (html.startsWith("<!--", at)) {
        skipTo("-->");
      } else if (next == '!' || next == '?') {
        skipTo(">");
      } else if (next == '/' || isLetter(next)) {
        tag();
      } else {
        at++;
        text(c);
      }
    } else if (c == '&') {
      reference();
    } else {
      at++;
      text(c);
    }
  }

  /// Blanks in a row are one.
  private void text(int c) {
    if (!hidden.isEmpty()) {
      return;
    }
    boolean isBlank = c <= ' ';
    if (!isBlank) {
      seen.appendCodePoint(c);
    } else if (!seen.isEmpty() && seen.charAt(seen.length() - 1) > ' ') {
      seen.append(' ');
    }
  }

  private void lineEnd() {
    if (hidden.isEmpty() && !seen.isEmpty() && seen.charAt(seen.length() - 1) != '\n') {
      seen.append('\n');
    }
  }

  private void skipTo(String what) {
    int found = html.indexOf(what, at + 2);
    at = found < 0 ? html.length() : found + what.length();
  }

  private void tag() {
    boolean isEnd = html.charAt(at + 1) == '/';
    int from = at + (isEnd ? 2 : 1);
    at = from;
    while (at < html.length() && isName(html.charAt(at))) {
      at++;
    }
    String name = html.substring(from, at).toLowerCase(Locale.ROOT);
    boolean hides = attributes(isEnd);
    if (!INLINE.contains(name)) {
      lineEnd();
    }
    if (isEnd) {
      close(name);
    } else if (UNREAD.contains(name)) {
      skipElement(name);
    } else if (!EMPTY.contains(name)) {
      open(name, hides);
    }
  }

  private void open(String name, boolean hides) {
    if (hidden.isEmpty() && hides) {
      hidden = name;
      depth = 1;
    } else if (hidden.equals(name)) {
      depth++;
    }
  }

  private void close(String name) {
    if (hidden.equals(name) && --depth == 0) {
      hidden = "";
    }
  }

  private void skipElement(String name) {
    int from = at;
    for (int i = html.indexOf("</", from); i >= 0; i = html.indexOf("</", i + 2)) {
      if (html.regionMatches(true, i + 2, name, 0, name.length())) {
        at = i;
        return;
      }
    }
    at = html.length();
  }

  /// Goes behind the tag.
  ///
  /// @return whether what stands in the element is hidden
  private boolean attributes(boolean isEnd) {
    boolean hides = false;
    while (at < html.length() && html.charAt(at) != '>') {
      int from = at;
      while (at < html.length() && isOfAttribute(html.charAt(at))) {
        at++;
      }
      if (at == from) {
        at++;
        continue;
      }
      String name = html.substring(from, at).toLowerCase(Locale.ROOT);
      String value = value();
      if (!isEnd && hidden.isEmpty()) {
        hides |= Hiding.hides(name, value);
        link(name, value);
      }
    }
    at = Math.min(html.length(), at + 1);
    return hides;
  }

  private void link(String name, String value) {
    if ((name.equals("href") || name.equals("action"))
        && (value.contains("//") || value.contains("\\"))) {
      sites.add(resolved(value));
    }
  }

  /// References stand in attributes, too.
  private static String resolved(String value) {
    if (value.indexOf('&') < 0) {
      return value;
    }
    StringBuilder plain = new StringBuilder();
    read(value.replace('<', ' '), value.length(), plain, new Sites(0));
    return plain.toString();
  }

  private String value() {
    int behind = blanks(at);
    if (behind == html.length() || html.charAt(behind) != '=') {
      return "";
    }
    at = blanks(behind + 1);
    if (at == html.length()) {
      return "";
    }
    char quote = html.charAt(at);
    int from = quote == '"' || quote == '\'' ? at + 1 : at;
    int to = from;
    while (to < html.length()
        && (from > at
            ? html.charAt(to) != quote
            : html.charAt(to) > ' ' && html.charAt(to) != '>')) {
      to++;
    }
    at = from > at ? Math.min(html.length(), to + 1) : to;
    return html.substring(from, to);
  }

  private int blanks(int from) {
    int i = from;
    while (i < html.length() && html.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private void reference() {
    int semicolon = -1;
    for (int i = at + 1; i < html.length() && i <= at + 1 + REFERENCE; i++) {
      if (html.charAt(i) == ';') {
        semicolon = i;
        break;
      }
    }
    int c = semicolon < 0 ? -1 : referred(html.substring(at + 1, semicolon));
    text(c < 0 ? '&' : c);
    at = c < 0 ? at + 1 : semicolon + 1;
  }

  /// @return below 0 where it is none that is known
  private static int referred(String name) {
    if (!name.startsWith("#")) {
      return REFERENCES.getOrDefault(name, -1);
    }
    boolean isHex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
    try {
      int c = Integer.parseInt(name, isHex ? 2 : 1, name.length(), isHex ? 16 : 10);
      boolean isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      return Character.isValidCodePoint(c) && !isHalf ? c : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }

  private static boolean isOfAttribute(char c) {
    return c > ' ' && c != '=' && c != '>' && c != '/';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isName(char c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == ':' || c == '-';
  }
}
