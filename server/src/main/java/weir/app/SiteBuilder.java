package weir.app;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import weir.checks.Scheduled;
import weir.dns.Resolver;
import weir.gateway.Site;
import weir.inspect.Rulebook;
import weir.policy.Policies;
import weir.routing.Routes;
import weir.state.State;
import weir.state.Table;
import weir.verdict.Policy;
import weir.verdict.Thresholds;

/// Makes of a configuration what a reload replaces as a whole.
final class SiteBuilder {
  static final List<Table> TABLES = List.of();

  private final State state;
  private final Resolver resolver;
  private final Hops hops;
  private final InstantSource clock;
  private final RouteReader routes = new RouteReader();

  SiteBuilder(State state, Resolver resolver, Hops hops, InstantSource clock) {
    this.state = state;
    this.resolver = resolver;
    this.hops = hops;
    this.clock = clock;
  }

  /// A site, and what to close once nobody uses the former one any more.
  record Built(Site site, Runnable unused) {}

  Built build(Configuration configuration) throws IOException {
    Settings settings = configuration.settings();
    Runnable unused = hops.become(settings.hops());
    Routes routing = routes.read(settings, hops);
    List<Scheduled> checks = List.of();
    Policy policy =
        new Policy(
            "default",
            "0",
            Map.of(),
            Map.of(),
            Thresholds.NONE,
            List.of(),
            true,
            Duration.ofSeconds(60));
    Rulebook rules =
        new Rulebook(
            checks,
            new Policies("0", Map.of(Policies.DEFAULT, policy), Map.of()),
            Duration.ofSeconds(10));
    return new Built(
        new Site(
            rules,
            routing,
            hops.ways(),
            settings.limits(),
            settings.routing().relayFrom(),
            settings.page()),
        unused);
  }
}
