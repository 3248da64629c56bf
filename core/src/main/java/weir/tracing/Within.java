package weir.tracing;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import weir.attribution.Confidence;
import weir.attribution.Step;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.received.Came;
import weir.received.Received;

/// The hops within the reporter's own site: over the loopback, from addresses that anybody uses
/// behind his own door, from servers with names of the site, and those of which the field does not
/// say from where, where the next one was written in the site, too.
///
/// None of it tells who is there: a filter, the server in front, or a machine of somebody who wants
/// to be taken for it. So they are passed, and what stands below is likely only; where the field
/// below has been written elsewhere, or the name is no more than what a client said, it is a claim.
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
  private final Set<String> sites = new HashSet<>();

  /// A hop whose sender is within the site, or on the server itself.
  ///
  /// @param most how sure the field below is at most
  private record Inner(Optional<String> writer, String from, List<String> names, Confidence most) {}

  /// Whether an address says nothing to anybody outside of its network.
  static boolean isInternal(IpAddress address) {
    return IpPrefix.anyContains(INTERNAL, address);
  }

  /// Takes the next field.
  ///
  /// @param isUntold whether it has a client, and not from which address
  /// @return what makes it less sure that it was written within the site
  Optional<Step> next(Received hop, boolean isUntold) {
    Optional<Step> step = above.flatMap(inner -> step(inner, hop));
    if (sure == Confidence.STRONG && recipient.isEmpty()) {
      recipient = hop.recipient().filter(TraceKeys::isAddress);
    }
    writer = hop.by().or(() -> writer);
    hop.by().flatMap(Within::site).ifPresent(sites::add);
    above = isUntold ? untold(hop) : inner(hop);
    return step;
  }

  /// Whether the client of the field that was taken last has a name of the site. Whoever connects
  /// says which he likes in his HELO, and where many have mailboxes, all of them are within.
  boolean isNamedInside(Entrance.Client client) {
    return Inside.names(client).stream().anyMatch(this::isInside);
  }

  private boolean isInside(String name) {
    return site(name).filter(sites::contains).isPresent();
  }

  /// Whether a field that does not say from where its writer had the message is followed by one of
  /// the same site.
  static boolean staysInside(Received hop, Received below) {
    return hop.by().isPresent()
        && below.by().isPresent()
        && isOneSite(hop.by().get(), below.by().get());
  }

  private Optional<Step> step(Inner inner, Received hop) {
    boolean isOne = hop.by().isEmpty() || isOfTheSite(inner, hop.by().get());
    Confidence now = isOne ? inner.most() : Confidence.CLAIMED;
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
          client.address().flatMap(address -> from(client, address));
      case Came.By(Entrance.Program _) ->
          Optional.of(new Inner(writer, "from a program on itself", List.of(), Confidence.LIKELY));
      case Came.AsFieldBelow _, Came.FromItself _, Came.Unsaid _ -> Optional.empty();
    };
  }

  private Optional<Inner> from(Entrance.Client client, IpAddress address) {
    List<String> names = Inside.names(client);
    if (isInternal(address)) {
      return Optional.of(
          new Inner(writer, "from within, [" + address + "]", names, Confidence.LIKELY));
    }
    if (!isNamedInside(client)) {
      return Optional.empty();
    }
    return Optional.of(
        new Inner(
            writer,
            "from [" + address + "], which is within the site by its name alone",
            names,
            Confidence.CLAIMED));
  }

  /// LMTP is what the servers of one site speak to each other (RFC 2033 section 5).
  private Optional<Inner> untold(Received hop) {
    boolean isLocal = Inside.isByLmtp(hop);
    return hop.by()
        .map(_ ->
            new Inner(
                writer,
                isLocal ? "by LMTP" : "from where it does not say, or in no form that is known",
                List.of(),
                isLocal ? Confidence.LIKELY : Confidence.CLAIMED));
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

  /// Something else speaks against it.
  void noSurerThan(Confidence most) {
    sure = sure.and(most);
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
