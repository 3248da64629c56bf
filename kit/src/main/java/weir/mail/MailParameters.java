package weir.mail;

import java.util.Optional;
import java.util.OptionalLong;

/// The parameters of MAIL that concern the message and go with it to the next hop.
///
/// The texts are valid wire forms: what a valid value decodes to holds no control character, and
/// the value may be repeated to a hop or printed as it stands.
///
/// @param size SIZE, in octets, as the client estimates it (RFC 1870); never negative
/// @param eightBit BODY=8BITMIME (RFC 6152)
/// @param utf8 SMTPUTF8 (RFC 6531)
/// @param ret RET: `FULL` or `HDRS` (RFC 3461 section 4.3)
/// @param envid ENVID, xtext (RFC 3461 section 4.4)
/// @param auth AUTH: `<>` or a mailbox in xtext (RFC 4954 section 5)
public record MailParameters(
    OptionalLong size,
    boolean eightBit,
    boolean utf8,
    Optional<String> ret,
    Optional<String> envid,
    Optional<String> auth) {

  /// Characters of ENVID (RFC 3461 section 4.4).
  public static final int ENVID_LIMIT = 100;

  /// Characters of AUTH (RFC 4954 section 3, item 4).
  public static final int AUTH_LIMIT = 500;

  /// A MAIL without parameters.
  public static final MailParameters NONE =
      new MailParameters(
          OptionalLong.empty(), false, false, Optional.empty(), Optional.empty(), Optional.empty());

  /// @throws IllegalArgumentException for a value that the methods below would refuse
  public MailParameters {
    boolean valid =
        size.orElse(0) >= 0
            && ret.map(value -> value.equals("FULL") || value.equals("HDRS")).orElse(true)
            && envid.map(MailParameters::isEnvid).orElse(true)
            && auth.map(MailParameters::isAuth).orElse(true);
    if (!valid) {
      throw new IllegalArgumentException("a parameter of MAIL has an invalid value");
    }
  }

  /// The value of SIZE: 1 to 20 digits (RFC 1870 section 3). A number beyond what a long holds is
  /// given as `Long.MAX_VALUE`: it is valid, and too big for everybody.
  public static OptionalLong parseSize(String value) {
    if (value.isEmpty() || value.length() > 20) {
      return OptionalLong.empty();
    }
    long size = 0;
    for (int i = 0; i < value.length(); i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      size = size > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : size * 10 + digit;
    }
    return OptionalLong.of(size);
  }

  /// RET in any case, as `FULL` or `HDRS`.
  public static Optional<String> parseRet(String value) {
    if (value.equalsIgnoreCase("FULL")) {
      return Optional.of("FULL");
    }
    boolean headers = DomainText.isAscii(value) && value.equalsIgnoreCase("HDRS");
    return headers ? Optional.of("HDRS") : Optional.empty();
  }

  /// Whether the value can stand as ENVID: xtext of 1 to 100 characters that decodes to printable
  /// ASCII.
  public static boolean isEnvid(String value) {
    return !value.isEmpty()
        && value.length() <= ENVID_LIMIT
        && Xtext.decode(value).filter(DomainText::isAscii).isPresent();
  }

  /// Whether the value can stand as AUTH: `<>` or xtext that decodes to a mailbox.
  public static boolean isAuth(String value) {
    return value.equals("<>")
        || (value.length() <= AUTH_LIMIT
            && Xtext.decode(value)
                .map(mailbox -> PathParser.parse(mailbox, true) instanceof PathParser.Parsed)
                .orElse(false));
  }
}
