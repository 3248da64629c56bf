package weir.smtp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The service extensions we know, by their keyword in the answer to EHLO, in the order in which we
/// offer them.
public enum Keyword {
  /// RFC 2920.
  PIPELINING(false),
  /// RFC 1870.
  SIZE(true),
  /// RFC 3207.
  STARTTLS(false),
  /// RFC 4954.
  AUTH(false),
  /// RFC 2034.
  ENHANCEDSTATUSCODES(false),
  /// RFC 6152.
  EIGHT_BIT_MIME("8BITMIME", true),
  /// RFC 3461.
  DSN(true),
  /// RFC 6531.
  SMTPUTF8(true),
  /// RFC 3030.
  CHUNKING(false),
  /// draft-hall-prdr.
  PRDR(false),
  /// RFC 9422.
  LIMITS(false),
  /// Postfix's extension.
  XCLIENT(false),
  /// Postfix's extension.
  XFORWARD(false);

  private static final Map<String, Keyword> BY_WORD = new HashMap<>();

  static {
    for (Keyword each : values()) {
      BY_WORD.put(each.word, each);
    }
  }

  private final String word;
  private final boolean endToEnd;

  Keyword(boolean endToEnd) {
    this.word = name();
    this.endToEnd = endToEnd;
  }

  Keyword(String word, boolean endToEnd) {
    this.word = word;
    this.endToEnd = endToEnd;
  }

  /// @param word in upper case
  /// @return null for what we do not know
  static @Nullable Keyword of(String word) {
    return BY_WORD.get(word);
  }

  /// As it stands in the answer to EHLO.
  String word() {
    return word;
  }

  /// Whether the next hop, too, must have it before we may offer it: it says what becomes of the
  /// message. The others are between two neighbours, each on its own connections.
  boolean isEndToEnd() {
    return endToEnd;
  }
}
