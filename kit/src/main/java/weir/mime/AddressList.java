package weir.mime;

import java.util.ArrayList;
import java.util.List;

/// Reads the addresses of From, To and their like with their names (RFC 5322 section 3.4), as far
/// as they can be made out: for showing and searching. Whoever has to know that there are no others
/// asks [weir.mail.Authors].
public final class AddressList {
  private static final int MOST = 1_000;

  private final String text;
  private final List<NamedAddress> found = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder address = new StringBuilder();
  private final StringBuilder comments = new StringBuilder();
  private int at;

  private AddressList(String text) {
    this.text = text;
  }

  /// @param folded the value of a field, see [Field#folded]
  /// @return in order, those of groups among them, at most a thousand; an element without an
  ///   address is one whole word, or nothing
  public static List<NamedAddress> read(String folded) {
    AddressList list = new AddressList(folded);
    list.read();
    return List.copyOf(list.found);
  }

  private void read() {
    while (at < text.length() && found.size() < MOST) {
      char c = text.charAt(at++);
      switch (c) {
        case ',', ';' -> end();
        case ':' -> colon();
        case '"' -> words.append(quoted());
        case '(' -> comment();
        case '<' -> angle();
        default -> words.append(c);
      }
    }
    end();
  }

  /// The name of a group is dropped. A colon inside of a word is part of it, as in `mailto:`.
  private void colon() {
    boolean group =
        at == text.length()
            || " \t\n<\"=(;".indexOf(text.charAt(at)) >= 0
            || words.indexOf("@") < 0 && !words.toString().isBlank();
    if (group) {
      words.setLength(0);
      comments.setLength(0);
    } else {
      words.append(':');
    }
  }

  private void angle() {
    int close = text.indexOf('>', at);
    int end = close < 0 ? text.length() : close;
    address.setLength(0);
    while (at < end) {
      char c = text.charAt(at++);
      if (c == '"') {
        address.append('"').append(quoted()).append('"');
        close = text.indexOf('>', at);
        end = Math.max(close < 0 ? text.length() : close, at);
      } else if (c == '(') {
        comment();
      } else if (!isBlank(c)) {
        address.append(c);
      }
    }
    at = Math.min(at + 1, text.length());
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        break;
      }
      out.append(c == '\\' && at < text.length() ? text.charAt(at++) : c);
    }
    return out.toString();
  }

  private void comment() {
    int start = at;
    for (int depth = 1; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      at += c == '\\' ? 1 : 0;
    }
    int end = Math.min(at, text.length());
    comments.append(comments.isEmpty() ? "" : " ").append(text, start, end);
    at = Math.min(at + 1, text.length());
  }

  private void end() {
    String name = EncodedWords.decode(words.toString());
    if (address.isEmpty()) {
      String bare = name.strip();
      int blank = bare.indexOf(' ');
      String only = bare.contains("@") ? bare.replaceAll("[ \\t]*([.@])[ \\t]*", "$1") : bare;
      if (!bare.isEmpty() && (blank < 0 || !only.contains(" "))) {
        found.add(new NamedAddress(EncodedWords.decode(comments.toString()).strip(), only));
      }
    } else {
      String shown = name.isBlank() ? EncodedWords.decode(comments.toString()).strip() : name;
      found.add(new NamedAddress(squeezed(shown), address.toString()));
    }
    words.setLength(0);
    address.setLength(0);
    comments.setLength(0);
  }

  private static String squeezed(String name) {
    return name.strip().replaceAll("[ \\t]{2,}", " ");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }
}
