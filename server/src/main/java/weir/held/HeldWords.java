package weir.held;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A message in the words of the journal.
public final class HeldWords {
  private HeldWords() {}

  /// Details of an act on a message.
  ///
  /// @param said what the next hop said; empty for nothing
  public static Map<String, String> details(HeldMessage message, String said) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("message", message.key().toString());
    details.put("sender", "<" + message.envelope().sender().text() + ">");
    details.put(
        "recipients",
        message.envelope().recipients().stream()
            .map(each -> each.path().toString())
            .collect(Collectors.joining(" ")));
    if (!said.isEmpty()) {
      details.put("said", said);
    }
    return details;
  }
}
