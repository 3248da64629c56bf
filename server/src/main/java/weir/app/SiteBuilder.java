package weir.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import weir.check.Recipients;
import weir.check.Sources;
import weir.checks.Checks;
import weir.dns.Resolver;
import weir.gateway.Site;
import weir.inspect.Rulebook;
import weir.lists.Lists;
import weir.lookup.Lookup;
import weir.policy.OwnRules;
import weir.policy.Policies;
import weir.policy.PolicyCompiler;
import weir.routing.RecipientAnswer;
import weir.routing.Route;
import weir.routing.Routes;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.State;
import weir.verdict.Recipient;

/// Makes of a configuration what a reload replaces as a whole.
public final class SiteBuilder implements AutoCloseable {
  /// How long the checks of one stage may take together: DNS deadlines are shorter.
  private static final Duration STAGE_BUDGET = Duration.ofSeconds(10);

  private final State state;
  private final Resolver resolver;
  private final Hops hops;
  private final Lists lists;
  private final InstantSource clock;
  private final RouteReader routes = new RouteReader();

  /// @param lists what is known of DNS lists, whatever site asks them
  SiteBuilder(State state, Resolver resolver, Lists lists, Hops hops, InstantSource clock) {
    this.state = state;
    this.lists = lists;
    this.resolver = resolver;
    this.hops = hops;
    this.clock = clock;
  }

  /// The map that is asked, if the last site has one.
  Optional<Lookup> lookup() {
    return routes.lookup();
  }

  @Override
  public void close() {
    routes.close();
  }

  /// A site, and what to close now that nobody begins anything with it.
  record Built(Site site, Runnable unused) {}

  /// @throws IOException for a file that cannot be read; then the hops are as before
  Built build(Configuration configuration) throws IOException {
    Hops.Change ways = hops.become(configuration.settings().hops());
    Runnable undo = ways.undo();
    try {
      Hops.Change asked = routes.become(configuration.settings().lookup());
      undo = ways.and(asked).undo();
      return new Built(site(configuration), ways.and(asked).unused());
    } catch (UncheckedIOException e) {
      undo.run();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      undo.run();
      throw e;
    }
  }

  private Site site(Configuration configuration) throws IOException {
    Settings settings = configuration.settings();
    Routes ways = routes.read(settings, hops);
    Sources sources =
        new Sources(resolver, state, new KnownByRoutes(ways), lists, clock, settings.hostName());
    Policies policies =
        PolicyCompiler.compile(
            settings.checks(),
            settings.policyTables(),
            OwnRules.of(settings.policyTables()),
            PolicyCompiler.version(configuration.text()));
    return new Site(
        new Rulebook(Checks.of(settings.checks(), sources), policies, STAGE_BUDGET),
        ways,
        hops.ways(),
        settings.limits(),
        settings.routing().relayFrom(),
        settings.marking(),
        settings.checks().responses().locked(state, clock),
        settings.page());
  }

  /// Whether a recipient exists is known where its route leads.
  private record KnownByRoutes(Routes routes) implements Recipients {
    @Override
    public RecipientAnswer ask(Recipient recipient, Instant deadline) throws InterruptedException {
      return switch (routes.route(recipient.path(), true)) {
        case Route.Ours ours -> ours.recipients().ask(routes.mailbox(recipient.path()), deadline);
        case Route.Onward _, Route.NotRelayed _ -> new RecipientAnswer.Exists();
        case Route.Unknown(var cause) -> new RecipientAnswer.Unknown(cause);
      };
    }
  }
}
