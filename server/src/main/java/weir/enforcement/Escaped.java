package weir.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/// Text of others, as it may stand within an address, a form, JSON or XML.
public final class Escaped {
  private Escaped() {}

  /// For a path, a query or a form.
  public static String url(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /// For the inside of a JSON string.
  public static String json(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /// For the text of an XML element. What XML cannot carry becomes a question mark.
  public static String xml(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
