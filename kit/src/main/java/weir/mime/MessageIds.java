package weir.mime;

import java.util.ArrayList;
import java.util.List;

/// Reads Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4).
public final class MessageIds {
  private static final int MOST = 1_000;

  private MessageIds() {}

  /// @param value unfolded
  /// @return what stands in angle brackets, at most a thousand; where there are none, the whole
  ///   value
  public static List<String> read(String value) {
    List<String> ids = new ArrayList<>();
    int open = value.indexOf('<');
    while (open >= 0 && ids.size() < MOST) {
      int close = value.indexOf('>', open);
      if (close < 0) {
        break;
      }
      ids.add(value.substring(open + 1, close).strip());
      open = value.indexOf('<', close);
    }
    return ids.isEmpty() && !value.isBlank() ? List.of(value.strip()) : List.copyOf(ids);
  }
}
