package weir.maillog;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What Exim itself knows of how a message came in: `H=HOST U=USER P=PROTOCOL X=CIPHER DN="NAME"
/// A=DRIVER:LOGIN S=OCTETS`, in this order.
///
/// Words of a client stand in it all the same: its HELO, what its own host says of it (`U=`, which
/// is ident there and the user of a program only without a host), the name in its certificate, and
/// behind the login whom it says it sends for (`AUTH=`). Where one of them may contain what looks
/// like the rest, the rest is not told.
final class EximEntrance {
  private static final String SIZE = " S=";
  private static final String PROTOCOL = " P=";

  /// Fields without a value: chunking, per-recipient answers, pipelining, fast open.
  private static final Set<String> FLAGS =
      Set.of("K", "PRDR", "L", "L*", "L-", "L.", "TFO", "TFO*");

  private final Scan scan;
  private Optional<EximHost> host = Optional.empty();
  private Optional<String> user = Optional.empty();
  private Optional<String> login = Optional.empty();
  private OptionalLong octets = OptionalLong.empty();
  private boolean isBehindProtocol;
  private boolean isBehindName;
  private boolean isBehindLogin;
  private boolean isDoubtful;

  private EximEntrance(Scan scan) {
    this.scan = scan;
  }

  /// What stands up to the size; goes behind it. Empty where there is no size.
  static Optional<EximEntrance> read(Scan scan) {
    EximEntrance entrance = new EximEntrance(scan);
    entrance.read();
    return entrance.isDoubtful || entrance.octets.isPresent()
        ? Optional.of(entrance)
        : Optional.empty();
  }

  /// Whether the size, and all behind it, may be a client's words.
  boolean isDoubtful() {
    return isDoubtful;
  }

  OptionalLong octets() {
    return isDoubtful ? OptionalLong.empty() : octets;
  }

  Entrance entrance() {
    if (host.isEmpty()) {
      return new Entrance.Program(OptionalLong.empty(), user);
    }
    EximHost client = host.get();
    return new Entrance.Client(
        client.address(), client.port(), client.name(), client.helo(), login.flatMap(this::who));
  }

  private void read() {
    while (octets.isEmpty() && !isDoubtful && scan.skip(" ")) {
      if (host.isEmpty() && user.isEmpty() && !isBehindProtocol && scan.skip("H=")) {
        host = Optional.of(EximHost.read(scan, SIZE));
        isDoubtful = host.get().isHidden();
      } else if (isBehindProtocol && !isBehindLogin && scan.skip("DN=\"")) {
        isBehindName = scan.until("\"").isPresent(); // as it is, with no quote or backslash marked
      } else {
        take(scan.token());
      }
    }
    isDoubtful |= isBehindName && isAhead("\"");
    isDoubtful |= login.filter(EximEntrance::isForAnother).isPresent() && isAhead("");
    if (isBehindName && isDoubtful) {
      login = Optional.empty();
    }
  }

  private void take(String field) {
    int equals = field.indexOf('=');
    String value = field.substring(equals + 1);
    switch (equals < 0 ? "" : field.substring(0, equals)) {
      case "U" -> user = isBehindProtocol ? user : Optional.of(user.orElse(value));
      case "P" -> protocol();
      case "A" -> login(value);
      case "S" -> octets = isIdent() ? octets : new Scan(value).number();
      default -> unknown(field);
    }
  }

  /// Whether all up to the protocol may be what the client's host says.
  private boolean isIdent() {
    return host.isPresent() && user.isPresent() && !isBehindProtocol;
  }

  private void protocol() {
    isDoubtful = isIdent() && isAhead(PROTOCOL);
    isBehindProtocol = true;
  }

  private void login(String value) {
    if (!isBehindProtocol) {
      return;
    }
    if (!isBehindLogin) {
      login = Optional.of(value);
    } else if (!login.filter(EximEntrance::isForAnother).isPresent()) {
      login = Optional.empty();
    }
    isBehindLogin = true;
  }

  /// What stands behind a login with a space in it: where that ends cannot be told.
  private void unknown(String field) {
    boolean isField =
        FLAGS.contains(field)
            || (field.indexOf('=') > 0 && field.indexOf('=') <= 4 && field.charAt(0) <= 'Z');
    if (isBehindLogin && !isField) {
      login = login.filter(EximEntrance::isForAnother);
    }
  }

  /// Whether such a word stands further on, and a size behind it.
  private boolean isAhead(String word) {
    int here = scan.at();
    String rest = scan.rest();
    scan.back(here);
    int at = rest.indexOf(word);
    return at >= 0 && rest.indexOf(SIZE, at + word.length()) >= 0;
  }

  /// Whether `:SENDER` stands behind the login, which is all up to it: no login has a colon.
  private static boolean isForAnother(String value) {
    return value.indexOf(':') != value.lastIndexOf(':');
  }

  /// `DRIVER:LOGIN`, and `:SENDER` behind it where the client said `AUTH=` (`+smtp_mailauth`).
  private Optional<Entrance.Login> who(String value) {
    int colon = value.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    int end = value.indexOf(':', colon + 1);
    return Optional.of(
        new Entrance.Login(
            value.substring(0, colon), value.substring(colon + 1, end < 0 ? value.length() : end)));
  }
}
