package weir.tracing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Ownership;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.attribution.Step;
import weir.attribution.Words;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.received.Came;
import weir.received.Received;

/// The part of the way that others vouch for: from the reporter to where our host handed the
/// message over. A header is anybody's text, so none of it is surer than likely.
final class Outside {
  private final Directory directory;
  private final List<IpPrefix> believed;
  private final Instant now;
  private final List<Step> steps = new ArrayList<>();
  private final Within within = new Within();
  private boolean isOfAnother;

  /// @param now in place of a time that nobody tells
  Outside(Directory directory, List<IpPrefix> believed, Instant now) {
    this.directory = directory;
    this.believed = believed;
    this.now = now;
  }

  /// Where others had it from us, or why that cannot be told.
  sealed interface End {

    /// @param below place of the first field that our host can have written, from 0
    /// @param names what our host was called there: its HELO and the name of its address
    /// @param sure that it did, if the header is what the reporter's server has
    record HandedOver(
        Host host,
        IpAddress from,
        int below,
        Instant at,
        List<String> names,
        Confidence sure,
        List<Step> steps)
        implements End {}

    /// It came from an address of ours that no host of ours has, or that somebody has to himself.
    ///
    /// @param below place of the first field that proves nothing, from 0
    record FromAnAddress(int below, Attribution found) implements End {}

    /// Somebody else's server handed it over.
    ///
    /// @param below place of the first field that proves nothing, from 0
    record Stranger(int below, List<Step> steps) implements End {}

    /// @param below place of the first field that proves nothing, from 0
    record Untold(int below, List<Step> steps) implements End {}
  }

  /// @param received the fields, topmost first
  End walk(List<String> values, List<Received> received, Reported reported) {
    for (int i = 0; i < received.size(); i++) {
      Received hop = received.get(i);
      boolean isUntold = isUntold(values.get(i), hop);
      within.next(hop, isUntold).ifPresent(steps::add);
      Optional<Entrance.Client> client = client(hop);
      Optional<IpAddress> from = client.flatMap(Entrance.Client::address);
      if (from.isPresent() && !Within.isInternal(from.get())) {
        Optional<End> end = cameFrom(from.get(), client.get(), i, received, reported);
        if (end.isPresent()) {
          return end.get();
        }
      } else if (isUntold) {
        boolean staysInside =
            i + 1 < received.size() && Within.staysInside(hop, received.get(i + 1));
        if (!staysInside) {
          return untold(i, received, reported);
        }
      }
    }
    return byReporterAlone(received, reported);
  }

  /// Empty where it is a hop that is passed.
  private Optional<End> cameFrom(
      IpAddress from, Entrance.Client client, int i, List<Received> received, Reported reported) {
    Received hop = received.get(i);
    Instant at = hop.date().or(reported::at).orElse(now);
    doubt(from, i + 1, at, reported);
    Optional<End> ours = ours(from, i + 1, at, hop, client);
    if (ours.isPresent()) {
      return ours;
    }
    boolean isReporters = reported.from().filter(from::equals).isPresent();
    boolean isPassed = IpPrefix.anyContains(believed, from) || within.isNamedInside(client);
    return isPassed && !isReporters
        ? Optional.empty()
        : Optional.of(stranger(i + 1, from, received, reported));
  }

  /// Whether there was a client of which the field tells no address, or in no form that is known. A
  /// field that begins with its writer has none: it is within his site.
  private static boolean isUntold(String value, Received hop) {
    return hop.came() instanceof Came.By(Entrance.Client client) && client.address().isEmpty()
        || hop.came() instanceof Came.Unsaid && !value.startsWith("by ");
  }

  /// Whom the reporter's own server had it for.
  Optional<String> recipient() {
    return within.recipient();
  }

  /// Where the reporter says himself from which address he had it, a field with an address of
  /// another host than that is not his server's: it came with the message.
  private void doubt(IpAddress from, int place, Instant at, Reported reported) {
    Optional<IpAddress> said =
        reported
            .from()
            .filter(it -> !Within.isInternal(it) && !it.equals(from))
            .filter(it -> !IpPrefix.anyContains(believed, it));
    Optional<Host> host = directory.hostAt(from, at);
    if (isOfAnother
        || said.isEmpty()
        || host.isEmpty()
        || directory.hostAt(said.get(), at).equals(host)) {
      return;
    }
    isOfAnother = true;
    steps.add(
        Step.open(
            "the complainant says that he had it from [" + said.get() + "]",
            Confidence.CLAIMED,
            "Received field "
                + place
                + " has another address: it may be copied from another message",
            "the field that the complainant's server put on top"));
  }

  private Confidence sure() {
    return isOfAnother ? Confidence.CLAIMED : within.sure();
  }

  private Optional<End> ours(
      IpAddress from, int below, Instant at, Received hop, Entrance.Client client) {
    String writer = hop.by().orElse("the complainant's server");
    String why =
        "Received field "
            + below
            + " says so; what follows is no surer than whoever shows the header can be believed";
    Optional<Host> host = directory.hostAt(from, at);
    boolean isTenants = directory.tenant(from, at).filter(tenant -> !tenant.isHosts()).isPresent();
    if (host.isPresent() && !isTenants) {
      return Optional.of(
          handedOver(host.get(), from, below, at, Inside.names(client), writer, why));
    }
    return fromAnAddress(from, below, at, writer + " had it from [" + from + "]", why);
  }

  private End handedOver(
      Host host,
      IpAddress from,
      int below,
      Instant at,
      List<String> names,
      String writer,
      String why) {
    steps.add(
        Step.open(
            host.name() + " [" + from + "] handed it to " + writer,
            Confidence.LIKELY,
            why,
            "the log of the mail server of " + host.name()));
    return new End.HandedOver(host, from, below, at, names, sure(), steps);
  }

  /// Empty where the directory knows nobody for the address.
  private Optional<End> fromAnAddress(
      IpAddress from, int below, Instant at, String what, String why) {
    Ownership owner = directory.ownerOfAddress(from, at);
    if (owner instanceof Ownership.Nobody || owner instanceof Ownership.Unknown) {
      return Optional.empty();
    }
    steps.add(
        Step.open(
            what,
            Confidence.LIKELY,
            why,
            "what the network saw of connections from that address; the complainant's log"));
    steps.add(Words.owner("the network", owner));
    return Optional.of(
        new End.FromAnAddress(
            below,
            new Attribution(
                Optional.of(new Identity.ClientNetwork(IpPrefix.of(from))),
                owner,
                Method.CLIENT_NETWORK,
                owner instanceof Ownership.Owned
                    ? sure().and(Confidence.LIKELY)
                    : Confidence.CLAIMED,
                steps)));
  }

  /// No field has it; the reporter may still have said an address.
  private End byReporterAlone(List<Received> received, Reported reported) {
    return bySaid(received.size(), received, reported, Confidence.STRONG)
        .or(() -> saidToBeStrangers(reported))
        .orElseGet(() -> {
          steps.add(
              Step.open(
                  "no Received field says that it came from a host of ours",
                  Confidence.CLAIMED,
                  "what is there is not enough to tell",
                  "the whole header of the message, as the complainant's server has it"));
          return new End.Untold(0, steps);
        });
  }

  private Optional<End> saidToBeStrangers(Reported reported) {
    return said(reported)
        .map(from -> {
          steps.add(
              Step.of(
                  "it came from [" + from + "], which is no address of ours",
                  Confidence.LIKELY,
                  "the reporter says so"));
          return new End.Stranger(0, steps);
        });
  }

  /// By the address that the reporter says, where it is one of ours.
  ///
  /// @param place of the first field that has told nothing, from 0
  private Optional<End> bySaid(
      int place, List<Received> received, Reported reported, Confidence sure) {
    Optional<IpAddress> said = said(reported);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    IpAddress from = said.get();
    Instant at = reported.at().orElse(now);
    String why = "the reporter says so; no Received field does that can be read";
    Optional<Host> host = directory.hostAt(from, at);
    if (host.isPresent()) {
      within.noSurerThan(sure);
      int below = ownField(host.get(), place, received);
      return Optional.of(
          handedOver(host.get(), from, below, at, List.of(), "the complainant's server", why));
    }
    return fromAnAddress(from, 0, at, "it came from [" + from + "]", why);
  }

  private static Optional<IpAddress> said(Reported reported) {
    return reported.from().filter(from -> !Within.isInternal(from));
  }

  /// Place of the first field from there on in whose writer's place stands the host's name.
  private static int ownField(Host host, int from, List<Received> received) {
    for (int i = from; i < received.size(); i++) {
      if (received.get(i).by().filter(by -> Inside.isNameOf(host, by)).isPresent()) {
        return i;
      }
    }
    return received.size();
  }

  private End untold(int place, List<Received> received, Reported reported) {
    Received hop = received.get(place);
    steps.add(
        Step.open(
            hop.by().orElse("the topmost server") + " does not say from which address it had it",
            Confidence.CLAIMED,
            "Received field " + (place + 1) + " tells none, or in no form that is known",
            "the log of that server; the address, where the complainant knows it: --source"));
    return bySaid(place + 1, received, reported, Confidence.LIKELY)
        .or(() -> saidToBeStrangers(reported))
        .orElseGet(() -> new End.Untold(place + 1, steps));
  }

  private End stranger(int below, IpAddress from, List<Received> received, Reported reported) {
    steps.add(
        Step.open(
            received.get(below - 1).by().orElse("the topmost server")
                + " had it from ["
                + from
                + "], which is no address of ours",
            Confidence.LIKELY,
            "the topmost Received fields say so; what stands below was there before",
            "if that is a server of your own: its address in [hosts]; if a forwarder that you"
                + " believe: its network in [trace] believed"));
    // Where the reporter says one of ours, his word is against what he shows.
    return bySaid(below, received, reported, Confidence.CLAIMED)
        .orElseGet(() -> new End.Stranger(below, steps));
  }

  private static Optional<Entrance.Client> client(Received hop) {
    return hop.came() instanceof Came.By(Entrance.Client client)
        ? Optional.of(client)
        : Optional.empty();
  }
}
