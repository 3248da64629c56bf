package weir.tracing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.received.Came;
import weir.received.Received;

/// The hops within the reporter's own site: over the loopback, and from addresses that anybody uses
/// behind his own door.
///
/// Such an address tells nothing about who is there: a filter, the server in front, or a machine of
/// somebody who wants to be taken for it. So they are passed, and what stands below is likely only;
/// where the field below has been written elsewhere, it is a claim.
final class Within {
  private static final List<IpPrefix> INTERNAL =
      List.of(
          IpPrefix.of("10.0.0.0/8"),
          IpPrefix.of("172.16.0.0/12"),
          IpPrefix.of("192.168.0.0/16"),
          IpPrefix.of("100.64.0.0/10"),
          IpPrefix.of("169.254.0.0/16"),
          IpPrefix.of("127.0.0.0/8"),
          IpPrefix.of("::1/128"),
          IpPrefix.of("fc00::/7"),
          IpPrefix.of("fe80::/10"));

  /// Labels of a name that two servers of one site have in common, at the least.
  private static final int SITE = 2;

  /// The same below a country's domain and a short name (`co.uk`, `com.au`, `or.jp`), where anybody
  /// can have the third label. This is no list of public suffixes: longer ones of two labels
  /// (`blogspot.com`, `kawasaki.jp`) are taken for one site, and the servers of a short name below
  /// a country (`gmx.de`) for a site each, which makes less sure and never surer.
  private static final int SITE_BELOW_SHORT = 3;

  private static final int SHORT = 3;

  private static final int COUNTRY = 2;

  private Confidence sure = Confidence.STRONG;
  private Optional<Inner> above = Optional.empty();
  private Optional<String> writer = Optional.empty();
  private Optional<String> recipient = Optional.empty();

  /// A hop whose sender is within the site, or on the server itself.
  private record Inner(Optional<String> writer, String from, List<String> names) {}

  /// Whether an address says nothing to anybody outside of its network.
  static boolean isInternal(IpAddress address) {
    return IpPrefix.anyContains(INTERNAL, address);
  }

  /// Takes the next field.
  ///
  /// @return what makes it less sure that it was written within the site
  Optional<Step> next(Received hop) {
    Optional<Step> step = above.flatMap(inner -> step(inner, hop));
    if (sure == Confidence.STRONG && recipient.isEmpty()) {
      recipient = hop.recipient().filter(TraceKeys::isAddress);
    }
    writer = hop.by().or(() -> writer);
    above = inner(hop);
    return step;
  }

  private Optional<Step> step(Inner inner, Received hop) {
    boolean isOne = hop.by().isEmpty() || isOfTheSite(inner, hop.by().get());
    Confidence now = isOne ? Confidence.LIKELY : Confidence.CLAIMED;
    Optional<Step> step =
        now.compareTo(sure) >= 0
            ? Optional.empty()
            : Optional.of(
                Step.open(
                    inner.writer().orElse("the complainant's server") + " had it " + inner.from(),
                    now,
                    isOne
                        ? "whoever is there may have written what stands below"
                        : hop.by().orElse("") + " wrote the field below, which is not of that site",
                    "that server's log; the log of the host of ours that it names"));
    sure = sure.and(now);
    return step;
  }

  private Optional<Inner> inner(Received hop) {
    return switch (hop.came()) {
      case Came.By(Entrance.Client client) ->
          client
              .address()
              .filter(Within::isInternal)
              .map(address ->
                  new Inner(writer, "from within, [" + address + "]", Inside.names(client)));
      case Came.By(Entrance.Program _) ->
          Optional.of(new Inner(writer, "from a program on itself", List.of()));
      case Came.AsFieldBelow _, Came.FromItself _, Came.Unsaid _ -> Optional.empty();
    };
  }

  private static boolean isOfTheSite(Inner inner, String by) {
    return by.equalsIgnoreCase("localhost")
        || inner.names().stream().anyMatch(by::equalsIgnoreCase)
        || inner.writer().filter(writer -> isOneSite(writer, by)).isPresent();
  }

  private static boolean isOneSite(String one, String other) {
    return one.equalsIgnoreCase(other) || site(one).isPresent() && site(one).equals(site(other));
  }

  private static Optional<String> site(String name) {
    List<String> labels = List.of(name.toLowerCase(Locale.ROOT).split("\\.", -1));
    int length = labels.size();
    if (length < SITE || labels.getLast().matches("[0-9\\]]*")) {
      return Optional.empty();
    }
    boolean isShort =
        labels.getLast().length() == COUNTRY && labels.get(length - 2).length() <= SHORT;
    int common = isShort ? SITE_BELOW_SHORT : SITE;
    return length < common
        ? Optional.empty()
        : Optional.of(String.join(".", labels.subList(length - common, length)));
  }

  /// How sure it is that the last field was written within the site.
  Confidence sure() {
    return sure;
  }

  /// Whom the reporter's server had it for.
  Optional<String> recipient() {
    return recipient;
  }
}
