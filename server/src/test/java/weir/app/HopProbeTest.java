package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.nexthop.HopTrouble;
import weir.nexthop.NextHop;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.sink.SinkMta;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.testkit.Until;

class HopProbeTest {

  @TempDir private Path folder;

  private Configuration configuration(int hopPort) {
    String toml =
        """
        host-name = "mx.example.com"
        folder = "%s"
        listeners.mx.address = "127.0.0.1:0"
        hops.back = {type = "smtp", address = "127.0.0.1:%d", back-off = "1ms", longest-back-off = "1ms"}
        domains."example.com" = {hop = "back", call-forward = true}
        """
            .formatted(folder, hopPort);
    Path file = folder.resolve("weir.toml");
    var bound =
        (Binding.Bound<Settings>) new Binder(Values.standard()).text(Settings.class, toml, file);
    return new Configuration(bound.value(), bound.positions(), toml, file);
  }

  private static Optional<String> down(App app) {
    NextHop hop = app.inside().site().get().hops().values().iterator().next();
    return hop.lastTrouble().map(HopTrouble::cause);
  }

  @Test
  void aDeadHopIsDownAfterItsPauseAndUpWhenItIsBackThoughNoMailComes() throws Exception {
    SinkMta gone = SinkMta.start();
    gone.close();
    Surroundings around =
        new Surroundings(
            InstantSource.system(),
            System::nanoTime,
            new Random(1),
            Optional.of(new MapResolver("")),
            Optional.of(_ -> {}),
            Optional.of(new MemoryState()));
    try (App app = new App(configuration(gone.port()), around)) {
      app.awaitHops();
      Thread.sleep(20);
      assertThat(down(app)).hasValueSatisfying(why -> assertThat(why).contains("refused"));

      try (SinkMta back = SinkMta.startAt(gone.port())) {
        Until.holds(() -> down(app).isEmpty());
        assertThat(back.messages()).isEmpty();
      }
    }
  }
}
