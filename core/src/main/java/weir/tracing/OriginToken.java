package weir.tracing;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.journal.Id;

/// What the agent on a host has put in front of a message that a program handed to sendmail there
/// (`X-Origin-Token`): `7h2kq0m5n9xbd.` and eighteen letters and digits. It stands for who that
/// was, tells nobody else anything, and our gateway takes it out.
///
/// @param id of the submission
/// @param key which key sealed it
/// @param seal that the agent gave it to this id and this program
public record OriginToken(String id, String key, String seal) {
  /// The field that it stands in.
  public static final String FIELD = "X-Origin-Token";

  private static final Pattern FORM =
      Pattern.compile(
          "(%1$s{%2$d})\\.(%1$s{%3$d})(%1$s{%4$d})"
              .formatted("[0-9a-hjkmnp-tv-z]", Id.LENGTH, TraceToken.KEY, TraceToken.SEAL));

  /// Who handed a message in.
  ///
  /// @param host the provider's own name of it
  /// @param uid of the process, by the kernel
  /// @param at when, to the second
  /// @param script that the process ran, as far as it was found
  public record Hand(String host, long uid, Instant at, Optional<String> script) {}

  /// Empty for a text of another form.
  public static Optional<OriginToken> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    return form.matches()
        ? Optional.of(new OriginToken(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }

  /// As it stands in the field.
  public String text() {
    return id + '.' + key + seal;
  }
}
