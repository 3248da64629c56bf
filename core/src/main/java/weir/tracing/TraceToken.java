package weir.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.journal.Id;

/// The mark of our gateway on a message that it let out: `7h2kq0m5n9xbd.` and thirty letters and
/// digits, in the `id` clause of its Received field.
///
/// It has no `@`, so those who blank addresses leave it alone; it is one word, so folding and
/// quoting do; and it means the same in upper case. To strangers it is noise: all but the id is
/// keyed.
///
/// @param id of the transaction
/// @param key which key sealed it
/// @param seal that we gave it to this id
/// @param messageId that it belongs to this Message-ID
/// @param date that it belongs to this Date
public record TraceToken(String id, String key, String seal, String messageId, String date) {
  /// Characters of the name of a key, five bits each.
  static final int KEY = 2;

  /// Characters of the seal: 80 bits.
  static final int SEAL = 16;

  /// Characters of what ties it to a field: 30 bits. Nobody can try them out but by complaints.
  static final int TIE = 6;

  /// Tokens that are taken from one text.
  static final int MOST = 20;

  private static final String CHARACTER = "[0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<![\\w.])(%1$s{%2$d})\\.(%1$s{%3$d})(%1$s{%4$d})(%1$s{%5$d})(%1$s{%5$d})(?![\\w])"
              .formatted(CHARACTER, Id.LENGTH, KEY, SEAL, TIE));

  /// What stands behind `id`.
  public String text() {
    return id + '.' + key + seal + messageId + date;
  }

  /// All that have the look of one, in the order of the text, each once.
  public static List<TraceToken> in(String text) {
    List<TraceToken> tokens = new ArrayList<>();
    Matcher found = FORM.matcher(text);
    while (found.find() && tokens.size() < MOST) {
      TraceToken token =
          new TraceToken(
              lower(found, 1), lower(found, 2), lower(found, 3), lower(found, 4), lower(found, 5));
      if (!tokens.contains(token)) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  private static String lower(Matcher found, int group) {
    return found.group(group).toLowerCase(Locale.ROOT);
  }
}
