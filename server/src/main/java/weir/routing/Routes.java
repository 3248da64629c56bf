package weir.routing;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import weir.mail.Path;
import weir.mail.RoutingForms;

/// Answers "where does this recipient's mail go, and may this client send it there?"
///
/// Immutable. Relaying cannot open by an omission: a domain that no table names is not ours, and
/// what is not ours is for trusted clients only.
public final class Routes {

  /// A domain of ours as configured.
  ///
  /// @param routedLocalParts its next hop never follows %, ! or @ in a local part
  public record OurDomain(
      String policy, String hop, RecipientSource recipients, boolean routedLocalParts) {}

  private final Map<String, OurDomain> domains;
  private final Optional<RoutingMap> map;
  private final Function<String, RecipientSource> callForward;
  private final String mapHop;
  private final Path.Mailbox postmaster;
  private final Optional<String> onwardHop;

  /// @param map the panel's table; empty where one is configured and was never read
  /// @param callForward asks the hop of that name
  /// @param mapHop the hop of a domain whose line in the table names none
  /// @param postmaster who gets mail for a bare `postmaster` (RFC 5321 section 4.5.1)
  /// @param onwardHop the hop for mail of trusted clients to other domains; empty for none
  public Routes(
      Map<String, OurDomain> domains,
      Optional<RoutingMap> map,
      Function<String, RecipientSource> callForward,
      String mapHop,
      Path.Mailbox postmaster,
      Optional<String> onwardHop) {
    this.domains = Map.copyOf(domains);
    this.map = map;
    this.callForward = callForward;
    this.mapHop = mapHop;
    this.postmaster = postmaster;
    this.onwardHop = onwardHop;
  }

  /// Who a bare `postmaster` is.
  public Path.Mailbox mailbox(Path recipient) {
    return switch (recipient) {
      case Path.Mailbox mailbox -> mailbox;
      case Path.Postmaster() -> postmaster;
      case Path.Null() -> throw new IllegalArgumentException("the null path is no recipient");
    };
  }

  /// @param trusted whether the client logged in or is one of our own hosts
  public Route route(Path recipient, boolean trusted) {
    Path.Mailbox mailbox = mailbox(recipient);
    Optional<OurDomain> ours = ours(mailbox);
    if (ours.isPresent() && (trusted || leadsNowhereElse(mailbox, ours.get()))) {
      OurDomain domain = ours.get();
      return new Route.Ours(domain.policy(), domain.hop(), domain.recipients());
    }
    if (trusted && ours.isEmpty()) {
      return onwardHop.<Route>map(Route.Onward::new).orElseGet(Route.NotRelayed::new);
    }
    return ours.isEmpty() && map.isEmpty()
        ? new Route.Unknown("the table of domains was never read")
        : new Route.NotRelayed();
  }

  /// RFC 2505 section 2.1: whoever could follow the local part must not get further than to us.
  private boolean leadsNowhereElse(Path.Mailbox mailbox, OurDomain domain) {
    return domain.routedLocalParts()
        || RoutingForms.reachable(mailbox).stream().allMatch(reached -> isOurs(reached));
  }

  private boolean isOurs(String domain) {
    return domains.containsKey(domain) || map.flatMap(table -> table.line(domain)).isPresent();
  }

  private Optional<OurDomain> ours(Path.Mailbox mailbox) {
    String name = mailbox.domain().name();
    OurDomain configured = domains.get(name);
    if (map.isEmpty()) {
      return Optional.ofNullable(configured);
    }
    RoutingMap table = map.get();
    Optional<RoutingMap.Line> ofDomain = table.line(name);
    if (configured == null && ofDomain.isEmpty()) {
      return Optional.empty();
    }
    Optional<RoutingMap.Line> ofAddress = table.line(address(mailbox));
    String hop =
        ofAddress
            .flatMap(RoutingMap.Line::hop)
            .or(() -> ofDomain.flatMap(RoutingMap.Line::hop))
            .orElse(configured == null ? mapHop : configured.hop());
    String policy =
        ofAddress
            .flatMap(RoutingMap.Line::policy)
            .or(() -> ofDomain.flatMap(RoutingMap.Line::policy))
            .orElse(configured == null ? "default" : configured.policy());
    RecipientSource recipients =
        switch (ofDomain.map(RoutingMap.Line::recipients).orElse(RoutingMap.Recipients.UNSAID)) {
          case MAP -> this::askMap;
          case CALL_FORWARD -> callForward.apply(hop);
          case UNSAID -> configured == null ? callForward.apply(hop) : configured.recipients();
        };
    return Optional.of(
        new OurDomain(
            policy, hop, recipients, configured != null && configured.routedLocalParts()));
  }

  private RecipientAnswer askMap(Path.Mailbox recipient, Instant deadline) {
    boolean exists =
        recipient.localPart().equalsIgnoreCase("postmaster")
            || map.flatMap(table -> table.line(address(recipient))).isPresent();
    return exists ? new RecipientAnswer.Exists() : new RecipientAnswer.NoSuchUser(Optional.empty());
  }

  private static String address(Path.Mailbox mailbox) {
    return mailbox.localPart().toLowerCase(Locale.ROOT) + "@" + mailbox.domain().name();
  }
}
