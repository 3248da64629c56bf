package weir.complaints;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import weir.imap.ImapWords;

/// The password as it stands in a login. A server, or a proxy before it, may repeat the command in
/// its answer, and answers are shown to people.
final class SentSecret {
  /// Characters of a secret at the end of a text that are taken for the secret, cut off.
  private static final int BEGINNING = 4;

  private final List<String> forms;

  private SentSecret(List<String> forms) {
    this.forms = forms;
  }

  static SentSecret of(String user, String password) {
    String coded = Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
    String escaped = password.replace("\\", "\\\\").replace("\"", "\\\"");
    // As an answer is read: what is beyond printable ASCII becomes question marks.
    String seen =
        new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return new SentSecret(
        List.of(
            folded(password),
            folded(escaped),
            folded(seen.replaceAll("[^ -~]", "?")),
            folded(coded),
            folded(ImapWords.plain(user, password))));
  }

  /// The text, where nothing of the secret is in it.
  ///
  /// @param otherwise stands for it where there is
  String without(String text, String otherwise) {
    return isIn(folded(text)) ? otherwise : text;
  }

  private boolean isIn(String text) {
    return forms.stream().anyMatch(form -> text.contains(form) || endsWithin(text, form));
  }

  private static boolean endsWithin(String text, String form) {
    for (int length = Math.min(form.length(), text.length()); length >= BEGINNING; length--) {
      if (text.endsWith(form.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
