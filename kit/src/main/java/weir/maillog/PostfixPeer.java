package weir.maillog;

import java.util.Optional;
import java.util.OptionalInt;
import weir.net.IpAddress;

/// A host as Postfix writes it: `NAME[ADDRESS]`, with `:PORT` behind it where it logs ports. The
/// name is confirmed by the DNS, or `unknown`; neither can have a bracket or a space.
///
/// @param name empty for `unknown`
/// @param address empty for a socket in the file system
record PostfixPeer(Optional<String> name, Optional<IpAddress> address, OptionalInt port) {

  /// A host at this place; goes behind it.
  static Optional<PostfixPeer> read(Scan scan) {
    int start = scan.at();
    Optional<String> name = scan.tokenUntil("[");
    Optional<String> inside = name.isEmpty() ? Optional.empty() : scan.tokenUntil("]");
    if (inside.isEmpty()) {
      scan.back(start);
      return Optional.empty();
    }
    OptionalInt port = OptionalInt.empty();
    if (scan.isNext(":") && scan.peek(1) >= '0' && scan.peek(1) <= '9') {
      scan.skip(":");
      long number = scan.number().orElse(0);
      port = number <= 65_535 ? OptionalInt.of((int) number) : OptionalInt.empty();
    }
    Optional<String> known = name.filter(text -> !text.isEmpty() && !text.equals("unknown"));
    return Optional.of(new PostfixPeer(known, IpAddress.parse(inside.get()), port));
  }
}
