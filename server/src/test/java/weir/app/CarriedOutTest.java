package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.enforcement.panels.PanelStandIn;
import weir.enforcement.panels.Whm;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.MemoryState;
import weir.testkit.MapResolver;
import weir.testkit.Until;

/// A whole server: what a command wrote down is carried out at a panel, and staff are told.
class CarriedOutTest {
  @TempDir private Path folder;

  private Configuration configuration(PanelStandIn panel) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    String toml =
        """
        host-name = "mx.example.com"
        folder = "%1$s"
        listeners.mx.address = "127.0.0.1:0"
        hops.back = {type = "maildir", root = "%1$s/mail"}
        domains."example.com" = {hop = "back", recipients = ["ann"]}
        enforcement.web1 = {type = "cpanel", url = "%2$s", secret-file = "%3$s", host = "web1"}
        notices.file = {type = "command", program = ["/bin/sh", "-c", "cat >> %1$s/told"]}
        """
            .formatted(folder, panel.url(), token);
    Path file = folder.resolve("weir.toml");
    var bound =
        (Binding.Bound<Settings>) new Binder(Values.standard()).text(Settings.class, toml, file);
    return new Configuration(bound.value(), bound.positions(), toml, file);
  }

  private boolean isTold(String words) {
    try {
      Path told = folder.resolve("told");
      return Files.exists(told) && Files.readString(told).contains(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LeaseAct act(String what) {
    return new LeaseAct(
        "act" + what, Instant.now(), what, "olga", Optional.of("fraud00000001"), "");
  }

  @Test
  void aSuspensionIsCarriedOutTakenBackAndTold() throws Exception {
    Whm whm = new Whm();
    Surroundings around =
        new Surroundings(
            InstantSource.system(),
            System::nanoTime,
            new Random(1),
            Optional.of(new MapResolver("")),
            Optional.of(_ -> {}),
            Optional.of(new MemoryState()));
    try (PanelStandIn panel = new PanelStandIn(whm::answer);
        App app = new App(configuration(panel), around);
        LeaseStore leases = LeaseStore.open(folder)) {
      app.start();
      leases.begin(
          Lease.begin(
              "fraud00000001",
              new Target.LocalUser("web1", "anna"),
              new Response.Suspend(),
              "olga",
              Optional.empty(),
              Optional.empty(),
              "fraud",
              Instant.now(),
              Duration.ofHours(1)),
          act("response-begun"));
      Until.holds(() -> whm.inForce().contains("account"));
      assertThat(whm.reason()).isEqualTo("Weir lease fraud00000001");
      Until.holds(() -> isTold("\"title\":\"response begun: user:web1:anna: suspend\""));
      leases.undo("fraud00000001", act("response-undone"));
      Until.holds(() -> whm.inForce().isEmpty());
    }
  }
}
