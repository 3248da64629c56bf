package weir.report;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The codes in the words of a failure.
///
/// @param status enhanced status code (RFC 3463)
/// @param reply SMTP reply code
record FailureCodes(Optional<String> status, OptionalInt reply) {
  private static final Pattern STATUS =
      Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d]|\\.\\d)");

  private static final Pattern REPLY = Pattern.compile("(?<![\\d.\\-])([45]\\d\\d)(?=[ \\-#:]|$)");

  /// What a server says when it has nothing to say, such as `5.0.0`.
  private static final Pattern GENERAL = Pattern.compile("[245]\\.0\\.0");

  /// @param declared status in a field of its own, or empty
  /// @param words what the host said; its code counts where the declared one says nothing
  static FailureCodes read(String declared, String words) {
    Optional<String> field = first(STATUS, declared);
    Optional<String> said = first(STATUS, words);
    boolean general = field.isEmpty() || GENERAL.matcher(field.get()).matches();
    Optional<String> status = general ? said.or(() -> field) : field;
    Optional<String> reply = first(REPLY, words);
    return new FailureCodes(
        status,
        reply.isPresent() ? OptionalInt.of(Integer.parseInt(reply.get())) : OptionalInt.empty());
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
