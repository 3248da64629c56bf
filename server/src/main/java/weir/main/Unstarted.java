package weir.main;

import java.io.IOException;
import java.nio.file.Path;
import weir.api.Answer;
import weir.api.ImaginedSession;
import weir.app.ImaginedSite;
import weir.dns.Resolver;
import weir.resolver.DnsResolver;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;
import weir.state.MemoryState;

/// Explains by a configuration that no server runs: the same parts, but none that listens or
/// remembers.
final class Unstarted {
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
    try (ExampleNames names = ExampleNames.start()) {
      return walk(
          configuration,
          names.resolver(),
          session,
          "the example configuration (no server runs, so nothing is remembered of anybody)");
    }
  }

  private static Answer walk(
      Configuration configuration, Resolver resolver, ImaginedSession session, String from)
      throws IOException, InterruptedException {
    try (ImaginedSite site = ImaginedSite.of(configuration, new MemoryState(), resolver)) {
      return site.explain(session, from);
    } catch (IllegalArgumentException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }
}
