package weir.mail;

import java.util.Locale;
import java.util.Optional;
import weir.net.IpAddress;

/// The syntax of domain names and address literals.
final class DomainText {

  private static final String IPV6 = "ipv6:";

  private DomainText() {}

  static boolean isCanonical(String name) {
    if (name.startsWith("[")) {
      return canonicalLiteral(name).map(name::equals).orElse(false);
    }
    return isName(name, 0, name.length(), false);
  }

  static Optional<String> canonical(String text) {
    if (text.startsWith("[")) {
      return canonicalLiteral(text);
    }
    int end = text.endsWith(".") ? text.length() - 1 : text.length();
    if (isName(text, 0, end, true)) {
      String name = end == text.length() ? text : text.substring(0, end);
      return Optional.of(name.toLowerCase(Locale.ROOT));
    }
    // A character beyond U+FFFF takes two places here and may take one in an A-label.
    return isAscii(text) || text.codePointCount(0, end) > Domain.LIMIT
        ? Optional.empty()
        : Idna.toAscii(text.substring(0, end))
            .filter(name -> isName(name, 0, name.length(), false));
  }

  /// RFC 5321 section 4.1.3. Only the two address forms: no other tag was ever registered. The
  /// address is read strictly, so zone ids and leading zeros are refused; IPv4 mapped into IPv6
  /// becomes the IPv4 literal.
  private static Optional<String> canonicalLiteral(String text) {
    return address(text).map(IpAddress::literal);
  }

  static Optional<IpAddress> address(String literal) {
    int end = literal.length() - 1;
    if (end < 2 || literal.charAt(0) != '[' || literal.charAt(end) != ']' || !isAscii(literal)) {
      return Optional.empty();
    }
    if (literal.regionMatches(true, 1, IPV6, 0, IPV6.length())) {
      String address = literal.substring(1 + IPV6.length(), end);
      return address.indexOf(':') < 0 ? Optional.empty() : IpAddress.parse(address);
    }
    String address = literal.substring(1, end);
    return address.indexOf(':') >= 0 ? Optional.empty() : IpAddress.parse(address);
  }

  /// Letters, digits, inner hyphens (RFC 5321 section 4.1.2) and underscores in labels of 1 to 63
  /// octets.
  static boolean isName(String text, int from, int to, boolean anyCase) {
    if (to - from < 1 || to - from > Domain.LIMIT) {
      return false;
    }
    int label = from;
    boolean digitsOnly = true;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c == '.') {
        if (!labelFits(text, label, at)) {
          return false;
        }
        label = at + 1;
        digitsOnly = true;
      } else if (c < '0' || c > '9') {
        digitsOnly = false;
        boolean letter = (c >= 'a' && c <= 'z') || (anyCase && c >= 'A' && c <= 'Z');
        if (!letter && c != '-' && c != '_') {
          return false;
        }
      }
    }
    return !digitsOnly && labelFits(text, label, to);
  }

  private static boolean labelFits(String text, int from, int to) {
    return to > from
        && to - from <= Domain.LABEL_LIMIT
        && text.charAt(from) != '-'
        && text.charAt(to - 1) != '-';
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
