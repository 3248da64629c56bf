package weir.directory;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a row of a source can say. Every row names an account; what else it says is the account's
/// own, or an identity that the account has.
enum Column {
  ACCOUNT,
  NAME,
  RESELLER,
  PLAN,
  SINCE,
  UNTIL,
  CONTACT,
  LANGUAGE,
  PROTECTED,
  LOGIN,
  HOST,
  UID,
  USER,
  SCRIPT,
  SITE,
  NETWORK,
  CONTAINER,
  SENDER,
  SENDER_DOMAIN,
  FROM,
  TO,
  /// What it is that many customers share; such a row names no account.
  SHARED;

  private static final Map<String, Column> BY_WORD = byWord();

  private static Map<String, Column> byWord() {
    Map<String, Column> words = new HashMap<>();
    for (Column column : values()) {
      words.put(column.word(), column);
      words.put(column.name().toLowerCase(Locale.ROOT), column);
    }
    return words;
  }

  /// As sources write it. Databases cannot have `-` in a name, so `_` is as good.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Column> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word.strip().toLowerCase(Locale.ROOT)));
  }
}
