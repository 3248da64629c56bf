package weir.likeness;

import java.util.List;

/// What an attribute does so that nobody sees an element, although it is there.
final class Hiding {
  /// Declarations that hide, in lower case and without blanks.
  private static final List<String> HIDDEN =
      List.of("display:none", "visibility:hidden", "mso-hide:all");

  /// Properties that hide where they are nothing.
  private static final List<String> OF_SIZE =
      List.of("font-size:0", "max-height:0", "max-width:0", "line-height:0", "opacity:0");

  /// Characters of a style that are looked at.
  private static final int STYLE = 1_000;

  private Hiding() {}

  /// @param name of the attribute, in lower case
  static boolean hides(String name, String value) {
    return switch (name) {
      case "hidden" -> true;
      case "style" -> isHidden(bare(value));
      default -> false;
    };
  }

  private static boolean isHidden(String style) {
    for (String hidden : HIDDEN) {
      if (style.contains(hidden)) {
        return true;
      }
    }
    for (String size : OF_SIZE) {
      int found = style.indexOf(size);
      if (found >= 0 && isNothing(style, found + size.length())) {
        return true;
      }
    }
    return false;
  }

  /// Whether no other digit follows the zero before the declaration ends: `0`, `0px`, `0.0em`.
  private static boolean isNothing(String style, int from) {
    for (int i = from; i < style.length() && style.charAt(i) != ';'; i++) {
      if (style.charAt(i) >= '1' && style.charAt(i) <= '9') {
        return false;
      }
    }
    return true;
  }

  private static String bare(String style) {
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < style.length() && i < STYLE; i++) {
      char c = style.charAt(i);
      if (c > ' ') {
        bare.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
    }
    return bare.toString();
  }
}
