package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.cli.Installation;
import weir.dns.Resolver;
import weir.explain.Walk;
import weir.gateway.Site;
import weir.lists.Lists;
import weir.resolver.DnsResolver;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;
import weir.settings.Settings;
import weir.smtp.BufferPool;
import weir.state.MemoryState;

/// One configuration, put together once for many imagined sessions. Nothing is remembered from one
/// to the next, and no next hop is asked.
final class Comparing implements Installation.Trial {
  private static final int BUFFERS_KEPT = 4;

  private final Parts parts = new Parts();
  private final Configuration configuration;
  private final InstantSource clock = InstantSource.system();
  private final Resolver resolver;
  private final Site site;

  Comparing(Configuration configuration, UnaryOperator<Resolver> dns) throws IOException {
    this.configuration = configuration;
    Settings settings = configuration.settings();
    this.resolver = dns.apply(parts.own(DnsResolver.start(settings.dns())));
    Hops hops = parts.own(Hops.unasked(settings, new BufferPool(App.BUFFER, BUFFERS_KEPT), clock));
    SiteBuilder sites =
        parts.own(new SiteBuilder(new MemoryState(), resolver, new Lists(clock), hops, clock));
    this.site = sites.build(configuration).site();
  }

  /// @throws IOException with the first mistake of a configuration that is of no use
  static Comparing of(Path file, UnaryOperator<Resolver> dns) throws IOException {
    return switch (ConfigurationSource.of(file).read()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) ->
          throw new IOException(mistakes.getFirst().toString());
      case ConfigurationSource.Outcome.Usable(var configuration) ->
          new Comparing(configuration, dns);
    };
  }

  @Override
  public Answer walk(ImaginedSession session) throws InterruptedException {
    try {
      return Walk.of(
          site,
          configuration.settings().listeners(),
          session,
          clock,
          configuration.file().toString());
    } catch (IllegalArgumentException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Resolver resolver() {
    return resolver;
  }

  @Override
  public void close() {
    parts.close();
  }
}
