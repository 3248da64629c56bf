package weir.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// `<= SENDER R=ID H=HOST U=USER P=PROTOCOL X=CIPHER A=DRIVER:LOGIN S=OCTETS id=MESSAGE-ID
/// T="SUBJECT" from <SENDER> for RECIPIENTS`: the line with which a message comes into Exim's
/// queue.
///
/// Exim writes what it knows before the size ([EximEntrance]), and what it was told behind it, so
/// nothing behind the size is asked who the sender is.
final class EximArrival {
  /// Users that Exim runs as, as packagers name them, and the superuser. Whoever starts Exim may
  /// say of what message his own was made (`-E`), so from other users that is a claim.
  private static final Set<String> OWN_USERS =
      Set.of("Debian-exim", "exim", "exim4", "mailnull", "mail", "root");

  private final String id;
  private final Scan scan;

  private EximArrival(String id, Scan scan) {
    this.id = id;
    this.scan = scan;
  }

  /// What follows `ID <= `; empty when it is no such line.
  static Optional<LogRead> read(String id, Scan scan) {
    return new EximArrival(id, scan).read();
  }

  private Optional<LogRead> read() {
    Optional<String> sender = EximAddress.read(scan);
    if (sender.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> madeOf =
        scan.skip(" R=") ? Optional.of(scan.token()).filter(EximId::isId) : Optional.empty();
    return EximEntrance.read(scan).map(entrance -> told(sender.get(), madeOf, entrance));
  }

  private LogRead told(String sender, Optional<String> madeOf, EximEntrance entrance) {
    List<LogEvent> events = new ArrayList<>(5);
    madeOf
        .filter(_ -> isExims(entrance.entrance()))
        .ifPresent(parent ->
            events.add(new LogEvent.Offspring(parent, id, LogEvent.Kinship.BOUNCE_OR_REPLY)));
    events.add(new LogEvent.Arrival(id, entrance.entrance()));
    List<LogEvent> claims = new ArrayList<>(2);
    List<String> recipients = entrance.isDoubtful() ? List.of() : claimed(claims);
    events.add(
        new LogEvent.Envelope(
            id,
            Optional.of(sender),
            entrance.octets(),
            recipients.isEmpty() ? OptionalInt.empty() : OptionalInt.of(recipients.size()),
            recipients));
    events.addAll(claims);
    return new LogRead.Told(events);
  }

  private static boolean isExims(Entrance entrance) {
    return entrance instanceof Entrance.Program(var _, Optional<String> user)
        && user.filter(OWN_USERS::contains).isPresent();
  }

  /// What Exim was told, behind the size.
  private List<String> claimed(List<LogEvent> claims) {
    while (scan.skip(" ")) {
      if (scan.skip("id=")) {
        EximAddress.read(scan).ifPresent(said -> claims.add(new LogEvent.Named(id, said)));
      } else if (scan.skip("T=\"")) {
        claims.add(new LogEvent.Titled(id, EximText.subject(EximAddress.quoted(scan))));
      } else if (scan.skip("from <")) {
        EximAddress.bracketed(scan);
      } else if (scan.skip("for ")) {
        return EximAddress.all(scan);
      } else {
        scan.token();
      }
    }
    return List.of();
  }
}
