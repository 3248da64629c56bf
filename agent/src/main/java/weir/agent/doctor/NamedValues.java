package weir.agent.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/// Lines of `NAME = VALUE`, as programs print their settings.
final class NamedValues {
  private NamedValues() {}

  /// Those that stand outside of braces; a later one wins. What is no such line is passed over.
  static Map<String, String> of(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    int depth = 0;
    for (String line : text.lines().toList()) {
      if (line.startsWith("}")) {
        depth--;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? "" : line.substring(0, equals).strip();
      if (depth == 0 && !name.isEmpty() && name.indexOf(' ') < 0) {
        values.put(name, line.substring(equals + 1).strip());
      }
      if (equals < 0 && line.endsWith("{") && depth == 0) {
        depth = 1;
      }
    }
    return values;
  }
}
