package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.lookup.Lookup;
import weir.lookup.LookupSettings;
import weir.lookup.NamesKnown;
import weir.mail.Domain;
import weir.mail.Path.Mailbox;
import weir.routing.DomainSettings;
import weir.routing.MapNames;
import weir.routing.RecipientList;
import weir.routing.RecipientSource;
import weir.routing.Routes;
import weir.routing.RoutingMap;
import weir.routing.RoutingSettings;
import weir.routing.TableKey;
import weir.settings.Settings;

/// Makes the routes of a configuration: reads recipient files and the panel's map.
///
/// The last good copy of the map is kept: a panel that is writing it badly today does not undo what
/// it wrote yesterday.
final class RouteReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RouteReader.class);

  private Optional<RoutingMap> lastMap = Optional.empty();
  private volatile Optional<Lookup> lookup = Optional.empty();

  Routes read(Settings settings, Hops hops) throws IOException {
    Map<String, Routes.OurDomain> domains = new HashMap<>();
    for (var each : settings.domains().entrySet()) {
      DomainSettings domain = each.getValue();
      domains.put(
          each.getKey().name(),
          new Routes.OurDomain(
              domain.policy(),
              domain.hop(),
              recipients(domain, hops),
              domain.routedLocalParts(),
              domain.subdomains()));
    }
    RoutingSettings routing = settings.routing();
    lastMap =
        routing.map().isEmpty()
            ? Optional.of(RoutingMap.EMPTY)
            : map(routing.map().get(), settings.mapNames());
    return new Routes(
        domains,
        lastMap,
        lookup.map(asked -> new NamesKnown(asked, settings.mapNames())),
        hops::questions,
        routing.mapHop().orElse(settings.hops().keySet().stream().findFirst().orElse("")),
        postmaster(settings),
        routing.onwardHop());
  }

  /// The map that is asked, if there is one.
  Optional<Lookup> lookup() {
    return lookup;
  }

  /// Makes the map that is asked, before the routes are read that use it. One whose settings did
  /// not change stays, with what it remembers as last good answers. Who still holds another one
  /// when it is closed hears so, which is a 451.
  Hops.Change become(Optional<LookupSettings> wanted) throws IOException {
    Optional<Lookup> before = lookup;
    if (before.map(Lookup::settings).equals(wanted)) {
      return new Hops.Change(() -> before.ifPresent(Lookup::askAnew), () -> {});
    }
    Optional<Lookup> next =
        wanted.isEmpty() ? Optional.empty() : Optional.of(Lookup.open(wanted.get()));
    lookup = next;
    return new Hops.Change(
        () -> before.ifPresent(Lookup::close),
        () -> {
          lookup = before;
          next.ifPresent(Lookup::close);
        });
  }

  @Override
  public void close() {
    lookup.ifPresent(Lookup::close);
  }

  private static RecipientSource recipients(DomainSettings domain, Hops hops) throws IOException {
    if (domain.callForward()) {
      return hops.questions(domain.hop());
    }
    Set<String> names = new HashSet<>();
    domain.recipients().forEach(name -> names.add(recipient(name)));
    if (domain.recipientsFile().isPresent()) {
      for (String line : Files.readAllLines(domain.recipientsFile().get())) {
        String name = recipient(line.strip());
        if (!name.isEmpty() && !name.startsWith("#")) {
          names.add(name);
        }
      }
    }
    return hops.overruled(domain.hop(), new RecipientList(names, domain.delimiter()));
  }

  /// As [RecipientList] wants it: a local part or an address.
  private static String recipient(String written) {
    return written.indexOf('@') < 0 ? written.toLowerCase(Locale.ROOT) : TableKey.of(written);
  }

  private Optional<RoutingMap> map(Path file, MapNames names) {
    try {
      RoutingMap.Reading reading = RoutingMap.read(Files.readAllLines(file), names);
      List<RoutingMap.Mistake> mistakes = reading.mistakes();
      mistakes.forEach(m -> log.error("{}:{}: {}", file, m.line(), m.reason()));
      if (mistakes.isEmpty() || lastMap.isEmpty()) {
        return Optional.of(reading.map());
      }
      log.error("{}: the last good copy stays in use", file);
    } catch (IOException e) {
      log.error("{}: cannot be read, the last good copy stays in use: {}", file, e.toString());
    }
    return lastMap;
  }

  /// RFC 5321 section 4.5.1: a bare `postmaster` is somebody's, by default the first domain's.
  private static Mailbox postmaster(Settings settings) {
    return settings
        .routing()
        .postmaster()
        .orElseGet(() -> new Mailbox("postmaster", firstDomain(settings)));
  }

  private static Domain firstDomain(Settings settings) {
    return settings.domains().keySet().stream()
        .min(Comparator.comparing(Domain::name))
        .orElse(settings.hostName());
  }
}
