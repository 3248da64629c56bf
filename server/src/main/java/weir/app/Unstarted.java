package weir.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.dns.Resolver;
import weir.explain.Walk;
import weir.gateway.Site;
import weir.lists.Lists;
import weir.resolver.DnsResolver;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;
import weir.settings.Settings;
import weir.smtp.BufferPool;
import weir.standin.StandInNameServer;
import weir.state.MemoryState;

/// Explains by a configuration that no server runs: the same parts, but none that listens or
/// remembers.
final class Unstarted {
  private static final int BUFFERS_KEPT = 4;

  private Unstarted() {}

  static Answer explain(ConfigurationSource source, ImaginedSession session)
      throws IOException, InterruptedException {
    return switch (source.readAlone()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) ->
          new Answer.Mistaken(mistakes.stream().map(Object::toString).toList());
      case ConfigurationSource.Outcome.Usable(var configuration) -> {
        try (DnsResolver resolver = DnsResolver.start(configuration.settings().dns())) {
          yield walk(
              configuration,
              resolver,
              session,
              source.file() + " (no server runs, so nothing is remembered of anybody)");
        }
      }
    };
  }

  static Answer explainExample(ImaginedSession session) throws IOException, InterruptedException {
    ConfigurationSource source =
        ConfigurationSource.example(Path.of("").toAbsolutePath(), Embedded.text());
    if (!(source.readAlone() instanceof ConfigurationSource.Outcome.Usable(var configuration))) {
      throw new IllegalStateException("the embedded configuration is broken");
    }
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (StandInNameServer names =
            StandInNameServer.start(StandInNameServer.exampleZone(), anyPort);
        DnsResolver resolver = DnsResolver.start(Embedded.asking(names.address()))) {
      return walk(
          configuration,
          resolver,
          session,
          "the example configuration (no server runs, so nothing is remembered of anybody)");
    }
  }

  private static Answer walk(
      Configuration configuration, Resolver resolver, ImaginedSession session, String from)
      throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    Settings settings = configuration.settings();
    try (Hops hops = Hops.imagined(settings, new BufferPool(App.BUFFER, BUFFERS_KEPT), clock);
        SiteBuilder sites =
            new SiteBuilder(new MemoryState(), resolver, new Lists(clock), hops, clock)) {
      Site site = sites.build(configuration).site();
      return Walk.of(site, settings.listeners(), session, clock, from);
    } catch (IllegalArgumentException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }
}
