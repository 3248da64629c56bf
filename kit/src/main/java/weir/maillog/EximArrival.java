package weir.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// `<= SENDER R=ID H=HOST U=USER P=PROTOCOL X=CIPHER A=DRIVER:LOGIN S=OCTETS id=MESSAGE-ID
/// T="SUBJECT" from <SENDER> for RECIPIENTS`: the line with which a message comes into Exim's
/// queue.
///
/// Exim writes what it knows before the size, and what it was told behind it, so nothing behind the
/// size is asked who the sender is.
final class EximArrival {
  /// Fields without a value: chunking, per-recipient answers, pipelining, fast open.
  private static final Set<String> FLAGS =
      Set.of("K", "PRDR", "L", "L*", "L-", "L.", "TFO", "TFO*");

  private final String id;
  private final Scan scan;
  private final String sender;
  private Optional<String> madeOf = Optional.empty();
  private Optional<EximHost> host = Optional.empty();
  private Optional<String> user = Optional.empty();
  private Optional<Entrance.Login> login = Optional.empty();
  private OptionalLong octets = OptionalLong.empty();

  private EximArrival(String id, Scan scan, String sender) {
    this.id = id;
    this.scan = scan;
    this.sender = sender;
  }

  /// What follows `ID <= `; empty when it is no such line.
  static Optional<LogRead> read(String id, Scan scan) {
    Optional<String> sender = EximAddress.read(scan);
    if (sender.isEmpty()) {
      return Optional.empty();
    }
    EximArrival arrival = new EximArrival(id, scan, sender.get());
    arrival.known();
    if (arrival.host.filter(EximHost::isHidden).isPresent()) {
      arrival.believeNothing();
    }
    return arrival.octets.isEmpty() ? Optional.empty() : Optional.of(arrival.told());
  }

  /// What Exim knows, up to the size.
  private void known() {
    boolean afterLogin = false;
    while (octets.isEmpty() && scan.skip(" ")) {
      if (scan.skip("H=")) {
        host = Optional.of(EximHost.read(scan));
      } else if (scan.skip("DN=\"")) {
        EximAddress.skipQuoted(scan);
      } else {
        String field = scan.token();
        if (afterLogin && !isField(field)) {
          login = Optional.empty(); // a login with a space: where it ends cannot be told
        }
        take(field);
        afterLogin = field.startsWith("A=");
      }
    }
  }

  /// The fields, the size's end and all behind it may be the client's words: only that there is a
  /// message, and its size as a claim.
  private void believeNothing() {
    login = Optional.empty();
    madeOf = Optional.empty();
    scan.rest();
  }

  private static boolean isField(String token) {
    int equals = token.indexOf('=');
    return FLAGS.contains(token) || (equals > 0 && equals <= 4 && token.charAt(0) <= 'Z');
  }

  private void take(String field) {
    int equals = field.indexOf('=');
    String value = field.substring(equals + 1);
    switch (equals < 0 ? field : field.substring(0, equals)) {
      case "R" -> madeOf = Optional.of(value).filter(EximId::isId);
      case "U" -> user = Optional.of(value);
      case "A" -> login = login(value);
      case "S" -> octets = new Scan(value).number();
      default -> {}
    }
  }

  /// `DRIVER:LOGIN`, and `:SENDER` behind it where the client said `AUTH=`.
  private static Optional<Entrance.Login> login(String value) {
    int colon = value.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    return Optional.of(new Entrance.Login(value.substring(0, colon), value.substring(colon + 1)));
  }

  private LogRead told() {
    List<LogEvent> events = new ArrayList<>(5);
    madeOf.ifPresent(
        parent -> events.add(new LogEvent.Offspring(parent, id, LogEvent.Kinship.BOUNCE)));
    events.add(new LogEvent.Arrival(id, entrance()));
    List<LogEvent> claims = new ArrayList<>(2);
    List<String> recipients = claimed(claims);
    events.add(
        new LogEvent.Envelope(
            id,
            Optional.of(sender),
            octets,
            recipients.isEmpty() ? OptionalInt.empty() : OptionalInt.of(recipients.size()),
            recipients));
    events.addAll(claims);
    return new LogRead.Told(events);
  }

  /// Of a client, `U=` is what its own host says of it (ident), which is no user of this one.
  private Entrance entrance() {
    if (host.isEmpty()) {
      return new Entrance.Program(OptionalLong.empty(), user);
    }
    EximHost client = host.get();
    return new Entrance.Client(
        client.address(), client.port(), client.name(), client.helo(), login);
  }

  /// What Exim was told, behind the size.
  private List<String> claimed(List<LogEvent> claims) {
    while (scan.skip(" ")) {
      if (scan.skip("id=")) {
        claims.add(new LogEvent.Named(id, scan.token()));
      } else if (scan.skip("T=\"")) {
        claims.add(new LogEvent.Titled(id, EximAddress.quoted(scan)));
      } else if (scan.skip("for ")) {
        return EximAddress.all(scan);
      } else {
        scan.token();
      }
    }
    return List.of();
  }
}
