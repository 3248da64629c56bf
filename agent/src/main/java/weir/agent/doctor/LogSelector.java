package weir.agent.doctor;

import java.util.List;

/// Exim's `log_selector`: what it adds to what is logged by default, and takes away from it.
///
/// @param text as it is set, such as `+arguments -tls_cipher`
record LogSelector(String text) {

  /// Whether an item is logged.
  ///
  /// @param byDefault whether it is when nothing is set
  boolean has(String item, boolean byDefault) {
    boolean has = byDefault;
    for (String word : text.strip().split("\\s+")) {
      if (word.length() > 1 && List.of(item, "all").contains(word.substring(1))) {
        has = word.startsWith("+");
      }
    }
    return has;
  }

  /// The same text with more items.
  String with(List<String> items) {
    StringBuilder more = new StringBuilder(text.strip());
    items.forEach(item -> more.append(more.isEmpty() ? "" : " ").append('+').append(item));
    return more.toString();
  }
}
