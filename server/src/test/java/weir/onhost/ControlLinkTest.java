package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agents.AgentSettings;
import weir.agents.Agents;
import weir.agents.Invitations;
import weir.config.ByteSize;
import weir.config.Endpoint;
import weir.link.Calls;
import weir.maillog.LogEvent;
import weir.observation.Observation;
import weir.observation.Observations.Told;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.state.MemoryState;
import weir.testkit.Until;

/// A gateway that tells control, over HTTPS.
class ControlLinkTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String HOST = "mx.example.net";

  @TempDir private Path folder;

  private static AgentSettings settings(int port) {
    return new AgentSettings(
        Optional.of(new Endpoint("127.0.0.1", port)),
        Optional.of("127.0.0.1:" + port),
        Optional.empty(),
        Map.of(),
        Duration.ofMinutes(5),
        Duration.ofDays(30));
  }

  private ControlLink link(Agents control) throws Exception {
    AgentSettings settings = settings(control.address().orElseThrow().getPort());
    Path own = folder.resolve("agent");
    Enrolment.accept(
        Invitations.make(folder, settings, "control", HOST, "root", CLOCK.instant()),
        own,
        "1",
        CLOCK);
    return ControlLink.start(
        new ControlSettings(own, true, new ByteSize(64_000_000), Duration.ofDays(30), 1_000),
        HOST,
        new MemoryState(),
        CLOCK);
  }

  private static Observation handled(int recipient) {
    Witness witness = new Witness("gateway", HOST, CLOCK.instant(), Writer.SERVER);
    return new Observation.Handled(
        witness,
        new QueueKey(HOST, "1a-2b", witness.at()),
        "r" + recipient + "@shop.example",
        Optional.empty(),
        LogEvent.Result.DELIVERED,
        Optional.empty(),
        Optional.empty(),
        "250 " + "x".repeat(500),
        Optional.empty());
  }

  @Test
  void ofAMessageWithManyRecipientsEachIsTold() throws Exception {
    List<Observation> observed = new CopyOnWriteArrayList<>();
    List<Observation> all =
        IntStream.range(0, Calls.LONGEST / 500).mapToObj(ControlLinkTest::handled).toList();
    try (Agents control = new Agents(folder, settings(0), "control", CLOCK, new SecureRandom())) {
      control.start(
          (_, told) -> told.forEach(each -> observed.addAll(each.observations())), _ -> {});
      try (ControlLink link = link(control)) {
        link.take("gateway", List.of(new Told(1, all)));
        Until.holds(() -> observed.size() >= all.size());
        assertThat(observed).isEqualTo(all);
        assertThat(link.trouble()).isEmpty();
      }
    }
  }
}
