package weir.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.account.Directory;
import weir.account.Host;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.received.Came;
import weir.received.Received;

/// The part of the way that others vouch for: from the reporter to where our host handed the
/// message over.
final class Outside {
  /// Networks in which nobody from outside is: a hop from there is within the reporter's own site.
  private static final List<IpPrefix> INTERNAL =
      List.of(
          IpPrefix.of("10.0.0.0/8"),
          IpPrefix.of("172.16.0.0/12"),
          IpPrefix.of("192.168.0.0/16"),
          IpPrefix.of("100.64.0.0/10"),
          IpPrefix.of("127.0.0.0/8"),
          IpPrefix.of("::1/128"),
          IpPrefix.of("fc00::/7"),
          IpPrefix.of("fe80::/10"));

  private final Directory directory;
  private final List<IpPrefix> believed;

  Outside(Directory directory, List<IpPrefix> believed) {
    this.directory = directory;
    this.believed = believed;
  }

  /// Where others had it from us, or why that cannot be told.
  sealed interface End {

    /// @param below place of the first field that our host can have written, from 0
    /// @param names what our host was called there: its HELO and the name of its address
    record HandedOver(Host host, int below, Instant at, List<String> names, Step step)
        implements End {}

    /// @param below place of the first field that proves nothing, from 0
    record NotOurs(int below, Step step) implements End {}
  }

  /// @param received the fields, topmost first
  /// @param now in place of a time that nobody tells
  End walk(List<String> values, List<Received> received, Reported reported, Instant now) {
    for (int i = 0; i < received.size(); i++) {
      Received hop = received.get(i);
      Instant at = hop.date().or(reported::at).orElse(now);
      Optional<Entrance.Client> client = client(hop);
      if (client.isPresent()) {
        if (client.get().address().isEmpty()) {
          return stranger(i + 1, hop, "an address that its writer did not know");
        }
        IpAddress from = client.get().address().get();
        boolean isReporters = reported.from().filter(from::equals).isPresent();
        Optional<Host> host = directory.hostAt(from, at);
        if (host.isPresent()) {
          return handedOver(host.get(), i + 1, at, from, hop, client.get());
        }
        if (isReporters || !isInternal(from)) {
          return stranger(i + 1, hop, "[" + from + "], which is no address of ours");
        }
      } else if (hop.came() instanceof Came.Unsaid && !values.get(i).startsWith("by ")) {
        return stranger(i, hop, "where, is in a form that is not known");
      }
    }
    return byReporterAlone(received.size(), reported, now);
  }

  /// No field has it; the reporter may still have said an address.
  private End byReporterAlone(int end, Reported reported, Instant now) {
    if (reported.from().isEmpty()) {
      return new End.NotOurs(
          0,
          Step.open(
              "no Received field says that it came from a host of ours",
              Confidence.CLAIMED,
              "what is there is not enough to tell",
              "the whole header of the message, as the complainant's server has it"));
    }
    IpAddress from = reported.from().get();
    Instant at = reported.at().orElse(now);
    return directory
        .hostAt(from, at)
        .<End>map(host ->
            new End.HandedOver(
                host,
                end,
                at,
                List.of(),
                Step.of(
                    host.name() + " [" + from + "] handed it over",
                    Confidence.STRONG,
                    "the reporter says so; its Received field is not in the report")))
        .orElseGet(() ->
            new End.NotOurs(
                0,
                Step.of(
                    "it came from [" + from + "], which is no address of ours",
                    Confidence.STRONG,
                    "the reporter says so")));
  }

  private static End handedOver(
      Host host, int below, Instant at, IpAddress from, Received hop, Entrance.Client client) {
    String writer = hop.by().orElse("the complainant's server");
    List<String> names = Inside.names(client);
    return new End.HandedOver(
        host,
        below,
        at,
        names,
        Step.of(
            host.name() + " [" + from + "] handed it to " + writer,
            Confidence.STRONG,
            "Received field " + below + ", as sure as its writer can be believed"));
  }

  private static End stranger(int below, Received hop, String from) {
    return new End.NotOurs(
        below,
        Step.open(
            hop.by().orElse("the topmost server") + " had it from " + from,
            Confidence.STRONG,
            "the topmost Received fields say so; what stands below was there before",
            "if that is a forwarder or a server that you believe: its network in"
                + " [trace] believed"));
  }

  private boolean isInternal(IpAddress address) {
    return IpPrefix.anyContains(INTERNAL, address) || IpPrefix.anyContains(believed, address);
  }

  private static Optional<Entrance.Client> client(Received hop) {
    return hop.came() instanceof Came.By(Entrance.Client client)
        ? Optional.of(client)
        : Optional.empty();
  }
}
