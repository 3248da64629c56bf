package weir.mail;

import java.util.Optional;
import weir.net.IpAddress;

/// A domain name, or an address literal in the place of one (RFC 5321 sections 4.1.2 and 4.1.3).
///
/// @param name canonical: the lower-case name that the DNS is asked for, internationalized labels
///   as A-labels, no trailing dot; or `[192.0.2.1]`, `[IPv6:2001:db8::1]` with the address in
///   canonical text
public record Domain(String name) {

  /// Octets of a whole name (RFC 5321 section 4.5.3.1.2).
  public static final int LIMIT = 255;

  /// Octets of one label (RFC 1035 section 2.3.4).
  public static final int LABEL_LIMIT = 63;

  /// @throws IllegalArgumentException when the name is not in canonical form; text from outside
  ///   goes through [#parse]
  public Domain {
    if (!DomainText.isCanonical(name)) {
      throw new IllegalArgumentException("not a canonical domain name or address literal");
    }
  }

  /// Reads a name or literal in any case, with or without a trailing dot, with A-labels or
  /// U-labels. Empty when the syntax is wrong.
  ///
  /// Beyond RFC 5321 an underscore is taken for a letter, because hosts that send mail carry it. A
  /// last label of digits only is refused: no such top-level domain can exist, and resolvers take
  /// the name for an address.
  public static Optional<Domain> parse(String text) {
    return DomainText.canonical(text).map(Domain::new);
  }

  /// The literal of an address.
  public static Domain of(IpAddress address) {
    return new Domain(address.literal());
  }

  public boolean isLiteral() {
    return name.charAt(0) == '[';
  }

  /// The address, where this is a literal.
  public Optional<IpAddress> literal() {
    return isLiteral() ? DomainText.address(name) : Optional.empty();
  }

  /// The domain without its first label; empty for a top-level domain and for a literal.
  public Optional<Domain> parent() {
    int dot = isLiteral() ? -1 : name.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new Domain(name.substring(dot + 1)));
  }

  /// Whether this is the other domain or lies below it.
  public boolean isWithin(Domain other) {
    int extra = name.length() - other.name.length();
    return name.endsWith(other.name)
        && (extra == 0 || (extra > 0 && !isLiteral() && name.charAt(extra - 1) == '.'));
  }

  /// The form for the wire, the DNS and for keys: [#name].
  public String ascii() {
    return name;
  }

  /// The form for people: A-labels shown as U-labels, where they are genuine ones.
  public String utf8() {
    return name.contains("xn--") ? Idna.toUnicode(name) : name;
  }

  @Override
  public String toString() {
    return name;
  }
}
