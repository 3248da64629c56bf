package weir.routing;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.RoutingForms;

/// Answers "where does this recipient's mail go, and may this client send it there?"
///
/// The tables in their order: the configuration's domains together with the panel's file, then the
/// map that is asked, for what neither of them names. Relaying cannot open by an omission: a domain
/// that no table names is not ours, and what is not ours is for trusted clients only.
public final class Routes {

  /// A domain of ours as configured.
  ///
  /// @param routedLocalParts its next hop never follows %, ! or @ in a local part
  /// @param subdomains stands for every domain below it that no table names
  public record OurDomain(
      String policy,
      String hop,
      RecipientSource recipients,
      boolean routedLocalParts,
      boolean subdomains) {}

  /// Whose a recipient is.
  private sealed interface Owner {
    record Us(OurDomain domain) implements Owner {}

    record Others() implements Owner {}

    record Unknown(String cause) implements Owner {}
  }

  private static final Owner OTHERS = new Owner.Others();
  private static final Owner NEVER_READ = new Owner.Unknown("the table of domains was never read");

  private final Map<String, OurDomain> domains;
  private final Optional<RoutingMap> map;
  private final Optional<MapSource> asked;
  private final Function<String, RecipientSource> callForward;
  private final String mapHop;
  private final Path.Mailbox postmaster;
  private final Optional<String> onwardHop;

  /// @param map the panel's table; empty where one is configured and was never read
  /// @param asked the map that is asked for what the others do not name
  /// @param callForward asks the hop of that name
  /// @param mapHop the hop of a domain whose line in a map names none
  /// @param postmaster who gets mail for a bare `postmaster` (RFC 5321 section 4.5.1)
  /// @param onwardHop the hop for mail of trusted clients to other domains; empty for none
  public Routes(
      Map<String, OurDomain> domains,
      Optional<RoutingMap> map,
      Optional<MapSource> asked,
      Function<String, RecipientSource> callForward,
      String mapHop,
      Path.Mailbox postmaster,
      Optional<String> onwardHop) {
    this.domains = Map.copyOf(domains);
    this.map = map;
    this.asked = asked;
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

  /// May wait for the map that is asked, twice its bound at most.
  ///
  /// @param trusted whether the client logged in or is one of our own hosts
  public Route route(Path recipient, boolean trusted) throws InterruptedException {
    Path.Mailbox mailbox = mailbox(recipient);
    return switch (owner(mailbox)) {
      case Owner.Unknown(var cause) -> new Route.Unknown(cause);
      case Owner.Others() when trusted ->
          onwardHop.<Route>map(Route.Onward::new).orElseGet(Route.NotRelayed::new);
      case Owner.Others() -> new Route.NotRelayed();
      case Owner.Us(var domain) when trusted || domain.routedLocalParts() -> ours(domain);
      case Owner.Us(var domain) -> leadingNowhereElse(mailbox, domain);
    };
  }

  private static Route ours(OurDomain domain) {
    return new Route.Ours(domain.policy(), domain.hop(), domain.recipients());
  }

  /// RFC 2505 section 2.1: whoever could follow the local part must not get further than to us.
  private Route leadingNowhereElse(Path.Mailbox mailbox, OurDomain domain)
      throws InterruptedException {
    Route route = ours(domain);
    for (String host : RoutingForms.reachable(mailbox)) {
      switch (named(host)) {
        case MapAnswer.Found _ -> {}
        case MapAnswer.Absent() -> {
          return new Route.NotRelayed();
        }
        case MapAnswer.Unknown(var cause) -> route = new Route.Unknown(cause);
      }
    }
    return route;
  }

  /// Whether some table names this host, which stood in a local part and may be no domain at all.
  private MapAnswer named(String host) throws InterruptedException {
    Optional<MapLine> line = map.flatMap(table -> ofDomain(table, host));
    if (line.isPresent() || configured(host).isPresent()) {
      return new MapAnswer.Found(line.orElse(MapLine.NOTHING));
    }
    return asked.isPresent() && Domain.parse(host).isPresent()
        ? asked.get().ask(host)
        : MapAnswer.ABSENT;
  }

  /// By its own name; by a line for all below another domain only where nothing names it.
  private Optional<MapLine> ofDomain(RoutingMap table, String name) {
    Optional<MapLine> line = table.line(name);
    return line.isPresent() || domains.containsKey(name) ? line : table.above(name);
  }

  /// By its own name, or by the nearest domain above that stands for those below it.
  private Optional<OurDomain> configured(String name) {
    OurDomain own = domains.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      OurDomain above = domains.get(name.substring(dot + 1));
      if (above != null && above.subdomains) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  private Owner owner(Path.Mailbox mailbox) throws InterruptedException {
    String name = mailbox.domain().name();
    Optional<OurDomain> configured = configured(name);
    if (map.isEmpty()) {
      return configured.<Owner>map(Owner.Us::new).orElse(NEVER_READ);
    }
    RoutingMap table = map.get();
    Optional<MapLine> line = ofDomain(table, name);
    if (configured.isPresent() || line.isPresent()) {
      return new Owner.Us(
          merged(configured, line, table.line(address(mailbox)), this::existsInTable));
    }
    return asked.isEmpty() ? OTHERS : owner(asked.get(), mailbox);
  }

  private Owner owner(MapSource source, Path.Mailbox mailbox) throws InterruptedException {
    return switch (source.ask(mailbox.domain().name())) {
      case MapAnswer.Absent() -> OTHERS;
      case MapAnswer.Unknown(var cause) -> new Owner.Unknown(cause);
      case MapAnswer.Found(var line) ->
          switch (source.ask(address(mailbox))) {
            // Its policy and its hop may be its own: guessing would judge it by another's.
            case MapAnswer.Unknown(var cause) -> new Owner.Unknown(cause);
            case MapAnswer.Absent() -> asked(source, line, Optional.empty());
            case MapAnswer.Found(var own) -> asked(source, line, Optional.of(own));
          };
    };
  }

  private Owner asked(MapSource source, MapLine ofDomain, Optional<MapLine> ofAddress) {
    return new Owner.Us(
        merged(
            Optional.empty(),
            Optional.of(ofDomain),
            ofAddress,
            (recipient, _) -> exists(source, recipient)));
  }

  /// What holds for a recipient of ours: of its address, else of its domain in the map, else in the
  /// configuration.
  ///
  /// @param inMap tells who exists, for a domain whose line says that the map does
  private OurDomain merged(
      Optional<OurDomain> configured,
      Optional<MapLine> ofDomain,
      Optional<MapLine> ofAddress,
      RecipientSource inMap) {
    String hop =
        ofAddress
            .flatMap(MapLine::hop)
            .or(() -> ofDomain.flatMap(MapLine::hop))
            .or(() -> configured.map(OurDomain::hop))
            .orElse(mapHop);
    String policy =
        ofAddress
            .flatMap(MapLine::policy)
            .or(() -> ofDomain.flatMap(MapLine::policy))
            .or(() -> configured.map(OurDomain::policy))
            .orElse("default");
    RecipientSource recipients =
        switch (ofDomain.map(MapLine::recipients).orElse(MapLine.Recipients.UNSAID)) {
          case MAP -> inMap;
          case CALL_FORWARD -> callForward.apply(hop);
          case UNSAID ->
              configured.map(OurDomain::recipients).orElseGet(() -> callForward.apply(hop));
        };
    return new OurDomain(
        policy,
        hop,
        recipients,
        configured.map(OurDomain::routedLocalParts).orElse(false),
        configured.map(OurDomain::subdomains).orElse(false));
  }

  private RecipientAnswer existsInTable(Path.Mailbox recipient, Instant deadline) {
    return exists(
        isPostmaster(recipient)
            || map.flatMap(table -> table.line(address(recipient))).isPresent());
  }

  private static RecipientAnswer exists(MapSource source, Path.Mailbox recipient)
      throws InterruptedException {
    if (isPostmaster(recipient)) {
      return exists(true);
    }
    return switch (source.ask(address(recipient))) {
      case MapAnswer.Found _ -> exists(true);
      case MapAnswer.Absent() -> exists(false);
      case MapAnswer.Unknown(var cause) -> new RecipientAnswer.Unknown(cause);
    };
  }

  private static RecipientAnswer exists(boolean does) {
    return does ? new RecipientAnswer.Exists() : new RecipientAnswer.NoSuchUser(Optional.empty());
  }

  private static boolean isPostmaster(Path.Mailbox recipient) {
    return recipient.localPart().toLowerCase(Locale.ROOT).equals("postmaster");
  }

  private static String address(Path.Mailbox mailbox) {
    return mailbox.localPart().toLowerCase(Locale.ROOT) + "@" + mailbox.domain().name();
  }
}
