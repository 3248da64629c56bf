package weir.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.api.Request;
import weir.app.App;
import weir.app.Lifecycle;
import weir.app.StartFailure;
import weir.app.Surroundings;
import weir.check.Tables;
import weir.settings.ConfigurationSource;
import weir.snapshot.DurableState;
import weir.testkit.MapResolver;

class ServerCommandsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T08:00:00Z"));
  private static final Request ALLOW = new Request.Allow("192.0.2.7", Duration.ofDays(7), "why");
  private static final Request LIFT = new Request.Lift("192.0.2.7");

  @TempDir private Path folder;

  private App app(DurableState state) throws StartFailure {
    Surroundings around =
        new Surroundings(
            CLOCK,
            System::nanoTime,
            new Random(1),
            Optional.of(new MapResolver("")),
            Optional.of(_ -> {}),
            Optional.of(state));
    return new App(OneMailbox.in(folder), around);
  }

  private ServerCommands commands(App app, Duration onDiskAtMost) {
    Lifecycle lifecycle = new Lifecycle(app, ConfigurationSource.of(folder.resolve("weir.toml")));
    return new ServerCommands(app.inside(), lifecycle, "weir.toml", onDiskAtMost);
  }

  @Test
  void whatIsAllowedOrLiftedIsOnTheDiskBeforeTheAnswer() throws Exception {
    Path kept = folder.resolve("state");
    try (DurableState state = DurableState.unread(Tables.all(), CLOCK);
        App app = app(state)) {
      state.read(kept);
      state.start();
      ServerCommands commands = commands(app, Duration.ofMinutes(1));

      assertThat(commands.answer(ALLOW, "root")).isInstanceOf(Answer.Leased.class);
      assertThat(leasesIn(kept)).isEqualTo(1);
      assertThat(commands.answer(LIFT, "root")).isInstanceOf(Answer.Leased.class);
      assertThat(leasesIn(kept)).isZero();
    }
  }

  private int leasesIn(Path kept) throws Exception {
    Path copy = Files.createTempDirectory(folder, "copy");
    Files.copy(kept.resolve("state.log"), copy.resolve("state.log"));
    try (DurableState other = DurableState.unread(Tables.all(), CLOCK)) {
      other.read(copy);
      return other.list(Tables.LEASES, CLOCK.instant()).size();
    }
  }

  @Test
  void whatDoesNotReachTheDiskInTimeHoldsAndIsNoSuccess() throws Exception {
    try (DurableState neverWritten = DurableState.unread(Tables.all(), CLOCK);
        App app = app(neverWritten)) {
      ServerCommands commands = commands(app, Duration.ofMillis(1));

      assertThat(commands.answer(ALLOW, "root"))
          .isEqualTo(
              new Answer.Failed(
                  "done for 192.0.2.7, but a restart now would forget it: state was not written within PT0.001S"));
      assertThat(neverWritten.list(Tables.LEASES, CLOCK.instant())).hasSize(1);
    }
  }
}
