package weir.tracing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Ownership;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpPrefix;
import weir.received.Received;

/// Follows the Received fields of a message from the reporter down through our hosts, and stops at
/// the first that was not written by a host of ours.
///
/// A field is believed because of where it stands: a host of ours handed the message over, so the
/// field below is the one that it put on top. On a host that runs customers' programs this is
/// likely only: such a program can speak SMTP itself and write any field.
public final class Walk {
  /// Received fields that are looked at: mail servers take a message with more for a loop.
  public static final int MOST = 100;

  /// How far a clock may be ahead of the next host's.
  static final Duration CLOCKS = Duration.ofHours(1);

  /// How long a message stays in the queue of a host.
  static final Duration QUEUE = Duration.ofDays(6);

  static final Set<Host.Role> WITHOUT_PROGRAMS =
      EnumSet.of(Host.Role.MAIL, Host.Role.MAILBOXES, Host.Role.WEBMAIL);

  private final Directory directory;
  private final Attributor attributor;
  private final Outside outside;

  /// @param believed networks of others whose fields are believed
  public Walk(Directory directory, List<IpPrefix> believed) {
    this.directory = directory;
    this.attributor =
        new Attributor(directory, (address, at) -> directory.hostAt(address, at).map(Host::name));
    this.outside = new Outside(directory, believed);
  }

  /// @param now in place of a time that nobody tells
  public Trail follow(Reported reported, Instant now) {
    List<String> values = reported.received().stream().limit(MOST).toList();
    List<Received> received = values.stream().map(Received::read).toList();
    if (reported.takenFrom().isPresent()) {
      String name = reported.takenFrom().get();
      Host host = directory.host(name).orElseGet(() -> Host.of(name));
      Step step =
          Step.of(name + " had it", Confidence.CERTAIN, "that is where the message was taken from");
      return inside(host, values, received, 0, now, List.of(), step);
    }
    return switch (outside.walk(values, received, reported, now)) {
      case Outside.End.HandedOver it ->
          inside(it.host(), values, received, it.below(), it.at(), it.names(), it.step());
      case Outside.End.NotOurs it ->
          new Trail(
              Optional.empty(), nobody(List.of(it.step())), List.of(), claims(values, it.below()));
    };
  }

  /// From a host of ours that is known to have handed it to another one.
  Attribution within(
      Host host, List<String> values, int below, Instant at, Entrance.Client client) {
    List<String> all = values.stream().limit(MOST).toList();
    List<String> names = Inside.names(client);
    Step step =
        Step.of(host.name() + " handed it in", Confidence.CERTAIN, "the gateway saw its address");
    List<Received> received = all.stream().map(Received::read).toList();
    return inside(host, all, received, below, at, names, step).found();
  }

  private Trail inside(
      Host host,
      List<String> values,
      List<Received> received,
      int below,
      Instant at,
      List<String> names,
      Step first) {
    Inside inside = new Inside(directory, attributor, host, at, names, first);
    int place = below;
    while (place < received.size() && inside.take(received.get(place), place + 1)) {
      place++;
    }
    return new Trail(
        Optional.of(host), inside.found(), inside.queued(), claims(values, inside.believed(below)));
  }

  static Attribution nobody(List<Step> steps) {
    return new Attribution(
        Optional.empty(), new Ownership.Nobody(), Method.NOTHING, Confidence.CLAIMED, steps);
  }

  private static List<Trail.Claim> claims(List<String> values, int from) {
    List<Trail.Claim> claims = new ArrayList<>();
    for (int i = from; i < values.size(); i++) {
      claims.add(new Trail.Claim(i + 1, values.get(i)));
    }
    return claims;
  }
}
