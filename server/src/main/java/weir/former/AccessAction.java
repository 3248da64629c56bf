package weir.former;

import java.util.Locale;

/// The right side of an access table (access(5)).
public sealed interface AccessAction {

  /// Lets in, for the rest of the list of restrictions.
  record Ok() implements AccessAction {}

  /// Says nothing, and ends the search in this table.
  record Dunno() implements AccessAction {}

  /// @param text for the client; empty where none is given
  record Refuse(boolean forGood, String text) implements AccessAction {}

  /// Something that refuses nobody and lets nobody in, or that needs the queue.
  record Other(String word) implements AccessAction {}

  static AccessAction read(String result) {
    String[] words = result.strip().split("\\s+", 2);
    String word = words[0].toUpperCase(Locale.ROOT);
    String text = words.length > 1 ? words[1] : "";
    return switch (word) {
      case "OK", "PERMIT", "PERMIT_AUTH_DESTINATION" -> new Ok();
      case "DUNNO" -> new Dunno();
      case "REJECT" -> new Refuse(true, said(text));
      case "DEFER", "DEFER_IF_PERMIT", "DEFER_IF_REJECT" -> new Refuse(false, said(text));
      default -> {
        if (word.matches("[45][0-9][0-9]")) {
          yield new Refuse(word.startsWith("5"), said(text));
        }
        yield word.matches("[0-9]+") ? new Ok() : new Other(words[0]);
      }
    };
  }

  /// Without an enhanced code: ours puts its own.
  private static String said(String text) {
    return text.replaceFirst("^[245]\\.[0-9]{1,3}\\.[0-9]{1,3}(\\s+|$)", "");
  }
}
