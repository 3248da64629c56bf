package weir.agent.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/// Settings files of PHP: `name = value` below `[section]`, comments behind `;`.
final class IniFile {
  private IniFile() {}

  /// The settings of each section, by its name; those before any section by the empty one. A later
  /// setting wins.
  static Map<String, Map<String, String>> read(String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> current = new LinkedHashMap<>();
    sections.put("", current);
    for (String written : text.lines().toList()) {
      String line = written.strip();
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        String name = line.substring(1, line.length() - 1);
        current = sections.computeIfAbsent(name, _ -> new LinkedHashMap<>());
      } else if (equals > 0 && !line.startsWith(";") && !line.startsWith("#")) {
        current.put(line.substring(0, equals).strip(), value(line.substring(equals + 1)));
      }
    }
    return sections;
  }

  private static String value(String written) {
    String value = written.strip();
    if (value.startsWith("\"")) {
      int end = value.indexOf('"', 1);
      return end < 0 ? value.substring(1) : value.substring(1, end);
    }
    int comment = value.indexOf(';');
    return comment < 0 ? value : value.substring(0, comment).strip();
  }

  /// Whether a switch is on, in any of the words that PHP knows for it.
  static boolean isOn(String value) {
    return value.equals("1")
        || value.equalsIgnoreCase("on")
        || value.equalsIgnoreCase("yes")
        || value.equalsIgnoreCase("true");
  }
}
