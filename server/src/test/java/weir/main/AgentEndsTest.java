package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// The agent's process, in a network of its own, with a fence to watch.
@Timeout(120) // it is to end by itself
final class AgentEndsTest {
  /// By SIGTERM.
  private static final int TERMINATED = 143;

  @TempDir private Path folder;

  @BeforeEach
  void onlyWithFirewall() throws InterruptedException {
    OwnNetwork.needsFirewall();
  }

  private ServerProcess agent(Path kept) throws IOException {
    Path fence =
        Files.writeString(
            folder.resolve("fence.toml"),
            "permit = [\"198.51.100.25\"]\nrelays-only = true\nfolder = \"%s\"\n"
                .formatted(folder.resolve("fence")));
    Path file =
        Files.writeString(
            folder.resolve("agent.toml"),
            "folder = \"%s\"\nfence = \"%s\"\nsubmissions = \"%s\"\n"
                .formatted(kept, fence, folder.resolve("none.toml")));
    return ServerProcess.start(folder, "agent", "run", "-f", file.toString());
  }

  @Test
  void whoeverIsToldToStopWhileHeBeginsEnds() throws Exception {
    OwnNetwork.run(() -> {
      for (String sign : List.of("", "lock", "reports", "socket")) {
        Path kept = folder.resolve("agent-" + sign);
        try (ServerProcess agent = agent(kept)) {
          Until.holds(() -> sign.isEmpty() || Files.exists(kept.resolve(sign)));
          agent.terminate();
          assertThat(agent.exit()).as("at the sign of " + sign).isEqualTo(TERMINATED);
        }
      }
      return null;
    });
  }

  @Test
  void aSecondAgentDoesNotBegin() throws Exception {
    OwnNetwork.run(() -> {
      Path kept = folder.resolve("agent");
      try (ServerProcess first = agent(kept)) {
        Until.holds(() -> Files.exists(kept.resolve("lock")));
        try (ServerProcess second = agent(kept)) {
          second.await("an agent runs already that keeps its things in " + kept);
          assertThat(second.exit()).isEqualTo(1);
        }
        first.terminate();
        assertThat(first.exit()).isEqualTo(TERMINATED);
      }
      return null;
    });
  }
}
