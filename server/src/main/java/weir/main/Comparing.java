package weir.main;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.app.ImaginedSite;
import weir.app.Parts;
import weir.cli.command.Installation;
import weir.dns.Resolver;
import weir.resolver.DnsResolver;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;

/// One configuration, put together once for many imagined sessions. Nothing is remembered from one
/// to the next, and no next hop is asked.
final class Comparing implements Installation.Trial {
  private final Parts parts = new Parts();
  private final Configuration configuration;
  private final Resolver resolver;
  private final ImaginedSite site;

  private Comparing(Configuration configuration, UnaryOperator<Resolver> dns) throws IOException {
    this.configuration = configuration;
    this.resolver = dns.apply(parts.own(DnsResolver.start(configuration.settings().dns())));
    try {
      this.site = parts.own(ImaginedSite.unasked(configuration, resolver));
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
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
      return site.explain(session, configuration.file().toString());
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
