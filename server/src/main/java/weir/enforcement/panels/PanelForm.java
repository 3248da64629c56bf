package weir.enforcement.panels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import weir.enforcement.Escaped;

/// Names and values as forms have them.
final class PanelForm {
  private PanelForm() {}

  /// @param fields names and values by turns
  static String of(String... fields) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return form.entrySet().stream()
        .map(each -> Escaped.url(each.getKey()) + "=" + Escaped.url(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// What is no field is left out.
  static Map<String, String> read(String text) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String field : text.strip().split("[&\\n]")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        form.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException _) {
      return text; // a % that stands for itself
    }
  }
}
