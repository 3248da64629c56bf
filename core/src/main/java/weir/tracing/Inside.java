package weir.tracing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Ownership;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.mail.Domain;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.received.Came;
import weir.received.Received;

/// The part of the way within our hosts, a field at a time.
final class Inside {
  private final Directory directory;
  private final Attributor attributor;
  private final List<Step> steps = new ArrayList<>();
  private final List<Trail.Hop> hops = new ArrayList<>();
  private Host host;
  private Instant at;
  private List<String> names;
  private boolean byItself;
  private Confidence sure;
  private Optional<Attribution> sender = Optional.empty();
  private Optional<Attribution> tenant = Optional.empty();

  /// @param host that handed it over
  /// @param names what it was called there
  /// @param sure that it did, if the header is what the reporter's server has
  Inside(
      Directory directory,
      Attributor attributor,
      Host host,
      Instant at,
      List<String> names,
      Confidence sure,
      List<Step> first) {
    this.directory = directory;
    this.attributor = attributor;
    this.host = host;
    this.at = at;
    this.names = names;
    this.sure = sure;
    steps.addAll(first);
  }

  /// Takes fields as far as they can be believed.
  ///
  /// @param from place of the first one that the host can have written, from 0
  /// @return place of the first one that proves nothing
  int takeAll(List<Received> received, int from) {
    int place = from;
    while (place < received.size() && take(received.get(place), place + 1)) {
      place++;
    }
    return from + hops.size();
  }

  /// @return whether the field below it can be believed, too
  private boolean take(Received hop, int place) {
    Optional<String> doubt = doubt(hop);
    if (doubt.isPresent()) {
      steps.add(
          Step.open(
              "Received field " + place + " is not " + host.name() + "'s",
              Confidence.CLAIMED,
              doubt.get(),
              "the log of the mail server of " + host.name()));
      return false;
    }
    at = hop.date().orElse(at);
    Confidence most = isPure() ? Confidence.STRONG : Confidence.LIKELY;
    sure = sure.and(most);
    Trail.Hop taken =
        new Trail.Hop(place, host.name(), hop.by(), id(hop), hop.date(), hop.came(), sure);
    steps.add(written(taken, most));
    hops.add(taken);
    return switch (hop.came()) {
      case Came.By(Entrance by) -> by(by, taken.about(Step.Part.ENTRANCE));
      case Came.AsFieldBelow _ -> true;
      case Came.FromItself(String how) -> {
        steps.add(
            Step.of(
                host.name() + " sent it on itself: " + how,
                Confidence.STRONG,
                "the mail server says so of a message that came to it before"));
        byItself = true;
        yield true;
      }
      case Came.Unsaid _ when isByLmtp(hop) && hop.by().isPresent() -> {
        steps.add(
            Step.of(
                host.name() + " put it into a mailbox",
                most,
                "its field says LMTP and no address: it had the message of a mail server on itself"));
        yield true;
      }
      case Came.Unsaid _ -> {
        steps.add(
            Step.open(
                host.name() + " does not say how it came",
                Confidence.CLAIMED,
                "its field tells it in no form that is known",
                "the log of the mail server of " + host.name()));
        yield false;
      }
    };
  }

  /// Who takes mail by LMTP has no queue (RFC 2033 section 5): its id is that of a session, which
  /// no mail server's log has.
  private static Optional<String> id(Received hop) {
    boolean hasLogin =
        hop.came() instanceof Came.By(Entrance.Client client) && client.login().isPresent();
    return isByLmtp(hop) && !hasLogin ? Optional.empty() : hop.id().map(Inside::id);
  }

  static boolean isByLmtp(Received hop) {
    return hop.with().filter(with -> with.regionMatches(true, 0, "LMTP", 0, 4)).isPresent();
  }

  /// The gateway's queue knows a message by the id alone.
  private static String id(String id) {
    return TraceToken.in(id).stream()
        .findFirst()
        .filter(token -> token.text().equalsIgnoreCase(id))
        .map(TraceToken::id)
        .orElse(id);
  }

  private boolean by(Entrance entrance, Step.OfField field) {
    Attribution found = attributor.attribute(host.name(), entrance, at).of(field);
    if (found.owner() instanceof Ownership.Owned) {
      sender = Optional.of(found);
      return false;
    }
    steps.addAll(found.steps());
    tenant = attributor.tenant(host.name(), entrance, at).map(it -> it.of(field)).or(() -> tenant);
    Optional<IpAddress> from =
        entrance instanceof Entrance.Client client ? client.address() : Optional.empty();
    Optional<Host> next =
        from.flatMap(
            address -> address.isLoopback() ? Optional.of(host) : directory.hostAt(address, at));
    if (next.isEmpty()) {
      return false;
    }
    byItself = from.get().isLoopback();
    host = next.get();
    names = entrance instanceof Entrance.Client client ? names(client) : List.of();
    return true;
  }

  /// What a host is called where it hands something over.
  static List<String> names(Entrance.Client client) {
    return Stream.of(client.helo(), client.name()).flatMap(Optional::stream).toList();
  }

  /// Why the host cannot have written a field.
  private Optional<String> doubt(Received hop) {
    if (hop.by().isPresent() && !isName(hop.by().get())) {
      return Optional.of("its writer calls itself " + hop.by().get());
    }
    if (hop.date().isEmpty()) {
      return hop.by().isEmpty() && hop.came() instanceof Came.Unsaid
          ? Optional.of("it has neither a writer nor a date")
          : Optional.empty();
    }
    Instant date = hop.date().get();
    if (date.isAfter(at.plus(Walk.CLOCKS))) {
      return Optional.of("it is of later than the field above it: " + date);
    }
    return date.isBefore(at.minus(Walk.QUEUE))
        ? Optional.of("it is of long before the field above it: " + date)
        : Optional.empty();
  }

  /// A host is called in the mail as where it handed the message over, or about as we call it; a
  /// filter on it often has no name but `localhost`.
  private boolean isName(String by) {
    return isNameOf(host, by)
        || names.stream().anyMatch(by::equalsIgnoreCase)
        || byItself && by.equalsIgnoreCase(Trail.Hop.LOCALHOST)
        || isAddress(by);
  }

  /// Whether a host may call itself so: as we call it, with its domain or without.
  static boolean isNameOf(Host host, String by) {
    String name = by.toLowerCase(Locale.ROOT);
    String ours = host.name().toLowerCase(Locale.ROOT);
    return name.equals(ours) || name.startsWith(ours + ".") || ours.startsWith(name + ".");
  }

  private boolean isAddress(String name) {
    return Domain.parse(name).filter(Domain::isLiteral).isPresent()
        && IpAddress.parse(name.replaceAll("[\\[\\]]|(?i:ipv6:)", ""))
            .flatMap(address -> directory.hostAt(address, at))
            .filter(found -> found.name().equals(host.name()))
            .isPresent();
  }

  /// In a queue of its own, no program can have put another on top.
  private boolean isPure() {
    return sure == Confidence.CERTAIN || host.runsNoCustomers();
  }

  private static Step written(Trail.Hop hop, Confidence sure) {
    String what = hop.host() + " wrote Received field " + hop.place();
    String log = hop.settledBy().orElseGet(() -> Trail.Hop.log(hop.host()));
    String why =
        sure == Confidence.STRONG
            ? "it stands on top of what that host handed over"
            : "it stands on top; but a program on "
                + hop.host()
                + " that speaks SMTP can write one";
    return Step.open(what, sure, why, log).of(hop.about(Step.Part.WRITER));
  }

  /// Fields that our hosts wrote.
  List<Trail.Hop> hops() {
    return hops;
  }

  /// @param handedOver whose the address is from which it was handed over, where that tells
  Attribution found(Optional<Attribution> handedOver) {
    Optional<Attribution> told = sender.or(() -> tenant).or(() -> handedOver);
    if (told.isEmpty()) {
      return Walk.nobody(steps);
    }
    Attribution owner = told.get();
    List<Step> all = new ArrayList<>(steps);
    all.addAll(owner.steps());
    // What a host of ours saw and did not settle makes what follows no less sure.
    Confidence confidence =
        all.stream()
            .filter(step -> step.confidence() != Confidence.CLAIMED)
            .map(Step::confidence)
            .reduce(owner.confidence().and(sure), Confidence::and);
    return new Attribution(
        owner.identity(),
        owner.owner(),
        sender.isPresent() ? Method.RECEIVED : owner.method(),
        confidence,
        all);
  }
}
