package weir.main;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import weir.app.App;
import weir.app.Lifecycle;
import weir.app.Operators;
import weir.app.Parts;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.demo.Place;
import weir.gateway.Listener;
import weir.operate.ServerView;
import weir.settings.ConfigurationSource;
import weir.tls.TlsProblem;

/// The example on free ports in a temporary folder, for as long as somebody needs it.
final class OwnExample implements AutoCloseable {
  private final Parts parts = new Parts();
  private final Path folder;
  private final Place place;
  private final App app;

  private OwnExample(String text) throws IOException, StartFailure, TlsProblem {
    folder = parts.own(new TemporaryFolder("weir-example")).path();
    Embedded example = Embedded.prepare(folder, new SecureRandom(), Instant.now());
    ExampleNames names = parts.own(ExampleNames.start());
    ConfigurationSource source = ConfigurationSource.example(folder, text);
    if (!(source.read() instanceof ConfigurationSource.Outcome.Usable(var configuration))) {
      throw new IllegalStateException("the embedded configuration is broken: " + source.read());
    }
    app = parts.own(new App(configuration, Surroundings.real().withResolver(names.resolver())));
    app.start();
    parts.own(Operators.start(app, new Lifecycle(app, source), source.name()));
    Map<String, Listener> listeners = app.inside().listeners();
    place =
        new Place(
            address(listeners, "mx"),
            address(listeners, "submission"),
            example.login(),
            example.password(),
            example.folder(),
            configuration.settings().journal().folder());
  }

  private static InetSocketAddress address(Map<String, Listener> listeners, String name)
      throws IOException {
    return Objects.requireNonNull(listeners.get(name), name).address();
  }

  static OwnExample start() throws IOException, StartFailure, TlsProblem {
    return with("");
  }

  /// @param more configuration, after that of the example
  static OwnExample with(String more) throws IOException, StartFailure, TlsProblem {
    return new OwnExample(Embedded.text(0, 0, 0) + more);
  }

  Place place() {
    return place;
  }

  /// What the running server has inside.
  ServerView inside() {
    return app.inside();
  }

  /// Where its `var` is.
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    parts.close();
  }
}
