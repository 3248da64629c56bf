package weir.app;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import weir.describe.Changes;
import weir.describe.Describer;
import weir.describe.Description;
import weir.describe.PolicyVersions.PolicyVersion;
import weir.describe.PolicyVersions.Said;
import weir.dns.Zone;
import weir.gateway.Site;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.policy.Policies;
import weir.rehearsal.HandClock;
import weir.rehearsal.ZoneResolver;
import weir.routing.Route;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.MemoryState;
import weir.verdict.Policy;
import weir.verdict.Role;

/// The policies of a configuration in plain words, made of what the gateway goes by.
public final class PlainPolicy {
  private PlainPolicy() {}

  /// All that the policies of this site say, to be kept.
  static PolicyVersion version(Settings settings, Site site, Instant now) {
    Policies policies = site.rules().policies();
    Describer describer = describer(settings, site);
    Map<String, Map<String, Said>> said = new LinkedHashMap<>();
    policies
        .named()
        .forEach(
            (name, policy) -> said.put(name, Changes.said(describer.of(policy, Optional.empty()))));
    return new PolicyVersion(policies.version(), now, said);
  }

  private static Describer describer(Settings settings, Site site) {
    return new Describer(
        settings.hostName().name(),
        settings.policy().about(),
        settings.policy().contact(),
        settings.page(),
        settings.login().isPresent(),
        settings.checks(),
        site.rules().checks(),
        settings.limits());
  }

  /// Describes the policy that judges mail of strangers: to anybody, or to this domain or address.
  /// Asks no name server and no next hop; the map that is asked is, where it says which policy
  /// holds.
  ///
  /// @throws IllegalArgumentException with a sentence, for a domain that is not ours
  public static Description of(Configuration configuration, Optional<String> forWhom)
      throws IOException, InterruptedException {
    ZoneResolver nobody = new ZoneResolver(Zone.EMPTY, new HandClock());
    try (ImaginedSite imagined = ImaginedSite.of(configuration, new MemoryState(), nobody)) {
      Site site = imagined.site();
      return describer(configuration.settings(), site).of(policy(site, forWhom), forWhom);
    }
  }

  private static Policy policy(Site site, Optional<String> forWhom) throws InterruptedException {
    Policies policies = site.rules().policies();
    if (forWhom.isEmpty()) {
      return policies.of(Role.MX);
    }
    return switch (site.routes().route(recipient(forWhom.get()), false)) {
      case Route.Ours ours when ours.policy().equals(Policies.DEFAULT) -> policies.of(Role.MX);
      case Route.Ours ours -> policies.named(ours.policy());
      case Route.Onward _, Route.NotRelayed _ ->
          throw new IllegalArgumentException("mail for " + forWhom.get() + " is not ours");
      case Route.Unknown(var cause) ->
          throw new IllegalArgumentException("nobody can say now whose it is: " + cause);
    };
  }

  private static Path recipient(String text) {
    if (text.indexOf('@') < 0) {
      return Domain.parse(text)
          .map(domain -> new Path.Mailbox("postmaster", domain))
          .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no domain"));
    }
    if (PathParser.parse(text, true) instanceof PathParser.Parsed parsed) {
      return parsed.path();
    }
    throw new IllegalArgumentException("\"" + text + "\" is no mail address");
  }
}
