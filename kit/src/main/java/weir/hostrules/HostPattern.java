package weir.hostrules;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// A pattern for a host: compared with its address and its name.
sealed interface HostPattern {

  /// Makes a pattern of a word; remarks and files are the reader's.
  interface Reader {
    HostPattern read(String word);
  }

  /// `@group` of NIS: Weir asks none, so it matches nobody.
  record Netgroup() implements HostPattern {}

  /// What cannot be read matches nobody.
  record Unreadable() implements HostPattern {}

  /// `/path`: the patterns of a file.
  record OfFile(PatternFile patterns) implements HostPattern {}

  /// `KNOWN`: address and name are there, and the name leads back.
  record Known() implements HostPattern {}

  /// `LOCAL`: a name without a dot.
  record Local() implements HostPattern {}

  /// `10.0.0.0/255.0.0.0` or `10.0.0.0/8`: the address under the mask is the net. A net with bits
  /// outside of its mask matches nobody.
  record Masked(int net, int mask) implements HostPattern {}

  /// `[2001:db8::]/32`, `[2001:db8::1]`.
  record V6(IpPrefix network) implements HostPattern {}

  /// Anything else.
  ///
  /// @param ofName whether it is compared with names at all, which digits, dots and slashes are not
  record Word(Text text, boolean ofName) implements HostPattern {}

  String UNKNOWN = "unknown";
  String PARANOID = "paranoid";

  /// @param address empty where it is not known
  default Match match(Optional<IpAddress> address, HostName name) {
    return switch (name) {
      case HostName.None() -> Match.of(matches(address, UNKNOWN));
      case HostName.Confirmed(var known) -> Match.of(matches(address, known));
      case HostName.Paranoid(var _) -> Match.of(matches(address, PARANOID));
      case HostName.Unknown(var names, var _) -> inDoubt(address, names);
    };
  }

  /// Sure only where every answer that the DNS could have given leads to the same.
  private Match inDoubt(Optional<IpAddress> address, List<String> names) {
    boolean nameless = matches(address, null);
    if (nameless || !asksForNames()) {
      return Match.of(nameless);
    }
    if (names.isEmpty()) {
      return Match.MAYBE;
    }
    boolean any = matches(address, PARANOID);
    boolean all = any;
    for (String name : names) {
      boolean matches = matches(address, name);
      any |= matches;
      all &= matches;
    }
    return all ? Match.YES : any ? Match.MAYBE : Match.NO;
  }

  /// @param name as tcp_wrappers have it: `unknown` and `paranoid` are names to it; null to look at
  ///   the address alone
  default boolean matches(Optional<IpAddress> address, @Nullable String name) {
    return switch (this) {
      case Netgroup(), Unreadable() -> false;
      case OfFile(var patterns) -> patterns.matches(address, name);
      case Known() -> address.isPresent() && name != null && isKnown(name);
      case Local() -> name != null && name.indexOf('.') < 0 && isKnown(name);
      case Masked(var net, var mask) ->
          address.filter(IpAddress::isV4).map(a -> (v4(a) & mask) == net).orElse(false);
      case V6(var network) -> address.map(network::contains).orElse(false);
      case Word(var text, var ofName) ->
          text.matches(address.map(IpAddress::toString).orElse(UNKNOWN))
              || ofName && name != null && text.matches(name);
    };
  }

  private static boolean isKnown(String name) {
    return !name.equals(UNKNOWN) && !name.equals(PARANOID);
  }

  private static int v4(IpAddress address) {
    return (int) address.low();
  }

  default boolean isAll() {
    return switch (this) {
      case Word(var text, var _) -> text.isAll();
      case Netgroup(),
          Unreadable(),
          OfFile(var _),
          Known(),
          Local(),
          Masked(var _, var _),
          V6(var _) ->
          false;
    };
  }

  /// Whether the client's name can make a difference.
  default boolean asksForNames() {
    return switch (this) {
      case Known(), Local() -> true;
      case OfFile(var patterns) -> patterns.asksForNames();
      case Word(var text, var ofName) -> ofName && !text.isAll();
      case Netgroup(), Unreadable(), Masked(var _, var _), V6(var _) -> false;
    };
  }
}
