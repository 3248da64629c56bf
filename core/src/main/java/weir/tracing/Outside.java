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

    /// @param below place of the first field that proves nothing, from 0
    record NotOurs(int below, List<Step> steps) implements End {}
  }

  /// @param received the fields, topmost first
  End walk(List<String> values, List<Received> received, Reported reported) {
    for (int i = 0; i < received.size(); i++) {
      Received hop = received.get(i);
      within.next(hop).ifPresent(steps::add);
      Optional<Entrance.Client> client = client(hop);
      Optional<IpAddress> from = client.flatMap(Entrance.Client::address);
      if (client.isPresent() && from.isEmpty()) {
        return stranger(i + 1, hop, "an address that its writer did not know");
      }
      if (from.isPresent() && !Within.isInternal(from.get())) {
        Instant at = hop.date().or(reported::at).orElse(now);
        doubt(from.get(), i + 1, at, reported);
        Optional<End> ours = ours(from.get(), i + 1, at, hop, client.get());
        if (ours.isPresent()) {
          return ours.get();
        }
        boolean isReporters = reported.from().filter(from.get()::equals).isPresent();
        if (isReporters || !IpPrefix.anyContains(believed, from.get())) {
          return stranger(i + 1, hop, "[" + from.get() + "], which is no address of ours");
        }
      } else if (hop.came() instanceof Came.Unsaid && !values.get(i).startsWith("by ")) {
        return stranger(i, hop, "where, is in a form that is not known");
      }
    }
    return byReporterAlone(received.size(), reported);
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
  private End byReporterAlone(int end, Reported reported) {
    Optional<IpAddress> said = reported.from().filter(from -> !Within.isInternal(from));
    if (said.isEmpty()) {
      steps.add(
          Step.open(
              "no Received field says that it came from a host of ours",
              Confidence.CLAIMED,
              "what is there is not enough to tell",
              "the whole header of the message, as the complainant's server has it"));
      return new End.NotOurs(0, steps);
    }
    IpAddress from = said.get();
    Instant at = reported.at().orElse(now);
    String why = "the reporter says so; its Received field is not in the report";
    Optional<Host> host = directory.hostAt(from, at);
    if (host.isPresent()) {
      return handedOver(host.get(), from, end, at, List.of(), "the complainant's server", why);
    }
    return fromAnAddress(from, 0, at, "it came from [" + from + "]", why)
        .orElseGet(() -> {
          steps.add(
              Step.of(
                  "it came from [" + from + "], which is no address of ours",
                  Confidence.LIKELY,
                  "the reporter says so"));
          return new End.NotOurs(0, steps);
        });
  }

  private End stranger(int below, Received hop, String from) {
    steps.add(
        Step.open(
            hop.by().orElse("the topmost server") + " had it from " + from,
            Confidence.LIKELY,
            "the topmost Received fields say so; what stands below was there before",
            "if that is a server of your own: its address in [hosts]; if a forwarder that you"
                + " believe: its network in [trace] believed"));
    return new End.NotOurs(below, steps);
  }

  private static Optional<Entrance.Client> client(Received hop) {
    return hop.came() instanceof Came.By(Entrance.Client client)
        ? Optional.of(client)
        : Optional.empty();
  }
}
