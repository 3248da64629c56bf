package weir.tracing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  private final Directory directory;
  private final Attributor attributor;
  private final List<IpPrefix> believed;

  /// @param believed networks of others whose fields are believed
  public Walk(Directory directory, List<IpPrefix> believed) {
    this.directory = directory;
    this.attributor =
        new Attributor(directory, (address, at) -> directory.hostAt(address, at).map(Host::name));
    this.believed = List.copyOf(believed);
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
      Inside inside =
          new Inside(
              directory, attributor, host, now, List.of(), Confidence.CERTAIN, List.of(step));
      int below = inside.takeAll(received, 0);
      return new Trail(
          Optional.of(host),
          Optional.empty(),
          inside.found(Optional.empty()),
          false,
          Optional.empty(),
          inside.hops(),
          claims(values, below));
    }
    Outside outside = new Outside(directory, believed, now);
    return switch (outside.walk(values, received, reported)) {
      case Outside.End.HandedOver it -> handedOver(it, values, received, outside.recipient());
      case Outside.End.FromAnAddress it ->
          new Trail(
              Optional.empty(),
              Optional.empty(),
              it.found(),
              false,
              outside.recipient(),
              List.of(),
              claims(values, it.below()));
      case Outside.End.Stranger it ->
          elsewhere(it.steps(), it.below(), true, values, outside.recipient());
      case Outside.End.Untold it ->
          elsewhere(it.steps(), it.below(), false, values, outside.recipient());
    };
  }

  private Trail handedOver(
      Outside.End.HandedOver it,
      List<String> values,
      List<Received> received,
      Optional<String> recipient) {
    Inside inside =
        new Inside(directory, attributor, it.host(), it.at(), it.names(), it.sure(), it.steps());
    int below = inside.takeAll(received, it.below());
    Entrance from =
        new Entrance.Client(
            Optional.of(it.from()),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Optional<Attribution> tenant = attributor.tenant("the complainant's server", from, it.at());
    return new Trail(
        Optional.of(it.host()),
        Optional.of(new Trail.Source(it.from(), it.sure())),
        inside.found(tenant),
        false,
        recipient,
        inside.hops(),
        claims(values, below));
  }

  private static Trail elsewhere(
      List<Step> steps,
      int below,
      boolean isStrangers,
      List<String> values,
      Optional<String> recipient) {
    return new Trail(
        Optional.empty(),
        Optional.empty(),
        nobody(steps),
        isStrangers,
        recipient,
        List.of(),
        claims(values, below));
  }

  /// From a host of ours that is known to have handed it to another one. The fields are only shown
  /// to us all the same.
  Attribution within(
      Host host, List<String> values, int below, Instant at, Entrance.Client client) {
    Step step =
        Step.of(host.name() + " handed it in", Confidence.CERTAIN, "the gateway saw its address");
    Step shown =
        Step.open(
            "the Received fields below the gateway's are as somebody shows them",
            Confidence.LIKELY,
            "the token does not seal them",
            "the log of the mail server of " + host.name());
    Inside inside =
        new Inside(
            directory,
            attributor,
            host,
            at,
            Inside.names(client),
            Confidence.LIKELY,
            List.of(step, shown));
    inside.takeAll(values.stream().limit(MOST).map(Received::read).toList(), below);
    return inside.found(Optional.empty());
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
