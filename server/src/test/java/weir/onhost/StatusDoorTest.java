package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusDoorTest {
  @TempDir private Path folder;

  @Test
  void whoAsksIsToldHowTheAgentIs() throws Exception {
    AgentStatus status =
        new AgentStatus(
            "1",
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            "x".repeat(100_000),
            "not at all",
            0,
            0,
            0,
            0,
            List.of(),
            List.of(),
            List.of());
    try (StatusDoor _ = StatusDoor.open(folder, () -> status)) {
      assertThat(StatusDoor.ask(folder)).contains(status);
    }
    assertThat(StatusDoor.ask(folder)).isEmpty();
  }

  /// Such as one that was stopped by a signal.
  @Test
  void anAgentThatDoesNotAnswerKeepsNobodyWaiting() throws Exception {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      assertThatThrownBy(() -> StatusDoor.ask(folder, Duration.ofMillis(50)))
          .hasMessage("the agent does not answer within 50 ms");
    }
    assertThat(Files.exists(socket)).isTrue();
    assertThat(StatusDoor.ask(folder)).as("left over").isEmpty();
  }
}
