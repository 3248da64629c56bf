package weir.maillog;

import java.util.Optional;
import java.util.OptionalInt;
import weir.net.IpAddress;

/// A host as Exim writes it: `NAME (HELO) [ADDRESS]:PORT`, each but the address only where there is
/// one. The name is confirmed by the DNS.
///
/// @param helo a claim
/// @param address empty where a HELO hides where it stands
record EximHost(
    Optional<String> name, Optional<String> helo, Optional<IpAddress> address, OptionalInt port) {
  private static final EximHost HIDDEN =
      new EximHost(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

  /// More characters than this are no address.
  private static final int LONGEST = 64;

  /// Whether where it stands could not be told: what follows is the client's words as well.
  boolean isHidden() {
    return equals(HIDDEN);
  }

  /// A host at this place; goes behind it and the interface that may follow (`I=[ADDRESS]:PORT`).
  ///
  /// Exim lets no space into a HELO unless it is told to (`helo_accept_junk_hosts`); then what
  /// looks like an address may be the client's words. A HELO that ends its own bracket looks like a
  /// host to the letter, so where another one stands in the line there is no telling.
  ///
  /// @param behind what Exim writes behind every host in such a line: nothing that lacks it is
  ///   another host
  static EximHost read(Scan scan, String behind) {
    int start = scan.at();
    Optional<String> name = Optional.empty();
    if (!scan.isNext("(") && !scan.isNext("[")) {
      name = Optional.of(scan.token());
      scan.skip(" ");
    }
    Optional<String> helo = Optional.empty();
    if (scan.skip("(")) {
      String said = scan.token();
      helo = Optional.of(said).filter(text -> text.endsWith(")")).map(EximHost::withoutLast);
      if (helo.isEmpty() || !scan.skip(" ")) {
        return hidden(scan, start);
      }
    }
    Optional<String> address = scan.skip("[") ? scan.tokenUntil("]") : Optional.empty();
    OptionalInt port = port(scan);
    if (scan.skip(" I=[")) {
      scan.tokenUntil("]");
      port(scan);
    }
    if (helo.isPresent() && (address.isEmpty() || hasAnother(scan, behind))) {
      return hidden(scan, start);
    }
    return new EximHost(name, helo, address.flatMap(IpAddress::parse), port);
  }

  private static EximHost hidden(Scan scan, int start) {
    scan.back(start);
    scan.token();
    return HIDDEN;
  }

  /// Whether the rest of the line has a host, too.
  private static boolean hasAnother(Scan scan, String behind) {
    int here = scan.at();
    String rest = scan.rest();
    scan.back(here);
    for (int at = rest.indexOf(") ["); at >= 0; at = rest.indexOf(") [", at + 1)) {
      int close = rest.indexOf(']', at);
      if (close < 0 || rest.indexOf(behind, close) < 0) {
        return false;
      }
      if (close - at <= LONGEST && IpAddress.parse(rest.substring(at + 3, close)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static String withoutLast(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static OptionalInt port(Scan scan) {
    if (scan.peek(0) != ':' || !scan.isDigit(1)) {
      return OptionalInt.empty();
    }
    scan.next();
    long number = scan.number().orElse(0);
    return number <= 65_535 ? OptionalInt.of((int) number) : OptionalInt.empty();
  }
}
