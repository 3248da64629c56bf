package weir.former;

import java.util.List;
import java.util.regex.Pattern;

/// Names and addresses for a [CompareSample]: one that an entry is about, and a neighbour.
///
/// Of patterns only what is plain is filled in: `*`, `.*` and `?` become an `x`. Of any other
/// nothing is made.
final class SampleNames {
  private static final Pattern PLAIN = Pattern.compile("[\\w.@%+=~!<>-]+");

  private SampleNames() {}

  static List<String> ofName(String entry) {
    String name = example(entry);
    if (!PLAIN.matcher(name).matches()) {
      return List.of();
    }
    return name.startsWith(".")
        ? List.of("mail" + name, "mail.x" + name.substring(1))
        : List.of(name, isPattern(entry) ? name + "x" : "x" + name);
  }

  /// @param domain of entries without one, as `noreply@`
  static List<String> ofAddress(String entry, String domain) {
    String text = example(entry);
    if (text.equals("<>")) {
      return List.of(text);
    }
    if (!PLAIN.matcher(text).matches() || text.equals("@")) {
      return List.of();
    }
    if (text.endsWith("@")) {
      return List.of(text + domain, "x" + text + domain);
    }
    int at = text.lastIndexOf('@');
    if (at < 0 && text.contains("%")) {
      return List.of(text + "@" + domain, text.replace("%", "") + "@" + domain);
    }
    if (at > 0) {
      return List.of(text, isPattern(entry) ? text + "x" : "x" + text);
    }
    String host = text.substring(at + 1);
    return host.startsWith(".")
        ? List.of("ann@mail" + host, "ann@mail.x" + host.substring(1))
        : List.of("ann@" + host, "ann@x" + host);
  }

  private static String example(String entry) {
    return entry
        .replaceFirst("^[!~]", "")
        .replaceFirst("^\\^", "")
        .replaceFirst("\\$$", "")
        .replace(".*", "x")
        .replace("\\.", ".")
        .replace('*', 'x')
        .replace('?', 'x');
  }

  private static boolean isPattern(String entry) {
    return entry.contains("*") || entry.contains("?") || entry.endsWith("$");
  }
}
