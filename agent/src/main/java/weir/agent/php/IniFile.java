package weir.agent.php;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings files of PHP: `name = value` below `[section]`, comments behind `;`. A value over
/// several lines is not read.
public final class IniFile {
  private IniFile() {}

  /// A line of it.
  ///
  /// @param section empty before the first
  public record Setting(String section, String name, String value) {}

  /// The settings of each section, by its name; those before any section by the empty one. A later
  /// setting wins.
  public static Map<String, Map<String, String>> sections(String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    for (Setting each : settings(text)) {
      sections
          .computeIfAbsent(each.section(), _ -> new LinkedHashMap<>())
          .put(each.name(), each.value());
    }
    return sections;
  }

  /// All settings, as they stand one after the other: an `include` of PHP-FPM takes effect in its
  /// place.
  public static List<Setting> settings(String text) {
    List<Setting> all = new ArrayList<>();
    String section = "";
    for (String written : text.lines().toList()) {
      String line = written.strip();
      if (line.startsWith("[") && line.indexOf(']') > 0) {
        section = line.substring(1, line.indexOf(']')).strip();
        line = line.substring(line.indexOf(']') + 1).strip();
      }
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith(";") && !line.startsWith("#")) {
        String name = line.substring(0, equals).strip();
        all.add(new Setting(section, name, value(line.substring(equals + 1))));
      }
    }
    return all;
  }

  /// A quoted part holds what is special elsewhere; behind it the value goes on.
  private static String value(String written) {
    StringBuilder value = new StringBuilder();
    char quote = 0;
    String text = written.strip();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == ';') {
        break;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == c) {
        quote = 0;
      } else if (quote == '"' && isEscape(text, i)) {
        value.append(text.charAt(++i));
      } else {
        value.append(c);
      }
    }
    return value.toString().strip();
  }

  private static boolean isEscape(String text, int at) {
    return text.startsWith("\\\"", at) || text.startsWith("\\\\", at);
  }

  /// Whether a switch is on, in any of the words that PHP knows for it.
  public static boolean isOn(String value) {
    return value.equals("1")
        || value.equalsIgnoreCase("on")
        || value.equalsIgnoreCase("yes")
        || value.equalsIgnoreCase("true");
  }
}
