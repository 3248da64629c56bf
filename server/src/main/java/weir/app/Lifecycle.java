package weir.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.config.Binding;

/// From the first listener to the last session: signals, reload, the end.
final class Lifecycle {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  private final App app;
  private final ConfigurationSource source;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile String state = "running";

  Lifecycle(App app, ConfigurationSource source) {
    this.app = app;
    this.source = source;
  }

  /// Runs until told to stop by a signal or [#end].
  void run() throws StartFailure, InterruptedException {
    app.start();
    Signals.on("HUP", this::onHup);
    Signals.on("TERM", this::end);
    Signals.on("INT", this::end);
    try (Operators _ = Operators.start(app, this, source.file())) {
      told.await();
      log.info("stopping, {} sessions open", app.sessions());
      app.stop();
    } catch (StartFailure e) {
      app.close();
      throw e;
    }
  }

  /// `running` or `draining`.
  String state() {
    return state;
  }

  void end() {
    state = "draining";
    told.countDown();
  }

  private void onHup() {
    Reloaded outcome = reload();
    outcome.mistakes().forEach(mistake -> log.error("{}", mistake));
    if (!outcome.mistakes().isEmpty()) {
      log.error("not reloaded, the running configuration stays");
    }
    if (!outcome.waiting().isEmpty()) {
      log.warn("these settings wait for a restart: {}", outcome.waiting());
    }
  }

  /// What came of a reload.
  ///
  /// @param mistakes why nothing was changed; empty where it was
  /// @param waiting keys whose new values wait for a restart
  record Reloaded(List<String> mistakes, List<String> waiting) {}

  /// Reads the configuration again; a broken one changes nothing.
  Reloaded reload() {
    return switch (source.read()) {
      case Binding.Bound<Settings>(var settings, var positions) -> {
        try {
          yield new Reloaded(
              List.of(),
              app.reload(new Configuration(settings, positions, source.text(), source.file())));
        } catch (StartFailure e) {
          yield new Reloaded(List.of(String.valueOf(e.getMessage())), List.of());
        }
      }
      case Binding.Refused<Settings>(var mistakes) ->
          new Reloaded(mistakes.stream().map(Object::toString).toList(), List.of());
    };
  }
}
