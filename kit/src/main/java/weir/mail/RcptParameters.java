package weir.mail;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The parameters of RCPT (RFC 3461), as valid wire forms that may be repeated to a hop or printed
/// as they stand.
///
/// @param notices NOTIFY: `NEVER`, or `SUCCESS`, `FAILURE`, `DELAY` joined by commas, upper case
/// @param orcpt ORCPT: `type;text`, the text xtext, or for `utf-8` the forms of RFC 6533 section 3
public record RcptParameters(Optional<String> notices, Optional<String> orcpt) {

  /// Characters of ORCPT (RFC 3461 section 4.2).
  public static final int ORCPT_LIMIT = 500;

  /// A RCPT without parameters.
  public static final RcptParameters NONE = new RcptParameters(Optional.empty(), Optional.empty());

  private static final Set<String> EVENTS = Set.of("SUCCESS", "FAILURE", "DELAY");

  /// @throws IllegalArgumentException for a value that the methods below would refuse
  public RcptParameters {
    boolean valid =
        notices.map(value -> parseNotify(value).filter(value::equals).isPresent()).orElse(true)
            && orcpt.map(value -> isOrcpt(value, true)).orElse(true);
    if (!valid) {
      throw new IllegalArgumentException("a parameter of RCPT has an invalid value");
    }
  }

  /// NOTIFY in any case, in upper case (RFC 3461 section 4.1). NEVER stands alone, and no event
  /// comes twice.
  public static Optional<String> parseNotify(String value) {
    if (!DomainText.isAscii(value)) {
      return Optional.empty(); // a long s becomes S in upper case
    }
    String upper = value.toUpperCase(Locale.ROOT);
    if (upper.equals("NEVER")) {
      return Optional.of(upper);
    }
    Set<String> seen = new HashSet<>();
    for (String event : upper.split(",", -1)) {
      if (!EVENTS.contains(event) || !seen.add(event)) {
        return Optional.empty();
      }
    }
    return Optional.of(upper);
  }

  /// Whether the value can stand as ORCPT (RFC 3461 section 4.2).
  ///
  /// @param utf8 whether SMTPUTF8 is in force, so that characters beyond ASCII may stand there (RFC
  ///   6533 section 3)
  public static boolean isOrcpt(String value, boolean utf8) {
    int mark = value.indexOf(';');
    if (mark < 1 || mark + 1 == value.length() || LocalPart.octets(value) > ORCPT_LIMIT) {
      return false;
    }
    String type = value.substring(0, mark);
    for (int i = 0; i < mark; i++) {
      if (type.charAt(i) >= 128 || !LocalPart.isAtext(type.charAt(i))) {
        return false;
      }
    }
    String text = value.substring(mark + 1);
    return type.equalsIgnoreCase("utf-8")
        ? Utf8AddressText.isValid(text, utf8)
        : Xtext.decode(text).isPresent();
  }
}
