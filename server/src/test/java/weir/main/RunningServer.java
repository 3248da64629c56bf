package weir.main;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.api.Answer;
import weir.api.Status;

/// What a server says that runs and has nothing to do.
final class RunningServer {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private RunningServer() {}

  static Status status(Path configuration, String policy) {
    return new Status(
        "running",
        configuration.toString(),
        policy,
        42,
        NOW,
        Duration.ofMinutes(1),
        List.of(),
        new Status.Sessions(0, 0, 0, 100, 0),
        new Status.Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        new Status.Journal("journal", 0, 0, 0, 0, 0, 0, Optional.empty(), 0),
        new Status.DurableState(0, Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        new Status.Memory(1, 2, 3),
        0,
        new Status.Held(Map.of(), 0, 0, 0, Optional.empty(), 0, Optional.empty()),
        new Status.Outgoing(0, 0, 0, 0, Optional.empty(), Optional.empty()),
        new Status.Accounts(0, 0, 0, 0, List.of()),
        List.of());
  }

  static Answer.ListLine list(String zone, String state) {
    return new Answer.ListLine(
        zone, state, NOW, "", 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0);
  }
}
