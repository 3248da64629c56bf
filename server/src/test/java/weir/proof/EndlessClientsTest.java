package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.sink.SinkMta;
import weir.testkit.Until;

/// More sessions than processors that never wait, since input is always there: nothing pre-empts
/// them, and without a turn for others most newcomers were never greeted.
class EndlessClientsTest {
  private static final int NEWCOMERS = 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"NOOP", "RCPT", "DATA of 1 GB", "NOOP under TLS"})
  void newcomersAreGreetedWhileOthersGoOnWithoutEnd(String kind) throws InterruptedException {
    try (SinkMta sink = SinkMta.start();
        Stand stand =
            Stand.in(folder)
                .hop(sink.port())
                .set("limits.idle-commands", "2_000_000_000")
                .set("limits.errors", "2_000_000_000")
                .set("limits.message-size", "'2GB'")
                .set("limits.messages-on-disk", "'16GB'")
                .set("checks.recipients.enabled", "false")
                .start();
        EndlessClients.Running _ =
            new EndlessClients.Running(
                stand.port("direct"), Objects.requireNonNull(EndlessClients.KINDS.get(kind)))) {
      Until.holds(Duration.ofMinutes(1), () -> stand.app().sessions() >= 4);
      for (int newcomer = 0; newcomer < NEWCOMERS; newcomer++) {
        try (Talker client = Talker.connect(stand.port("direct"))) {
          // Talker has a patience of its own, which nobody needs who is served at all.
          assertThat(client.hear().code()).isEqualTo(220);
        }
      }
    }
  }
}
