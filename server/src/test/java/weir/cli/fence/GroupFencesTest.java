package weir.cli.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.agents.Agent;
import weir.link.KnownKey;
import weir.link.SigningKey;
import weir.uplink.Report;
import weir.uplink.Report.FenceState;

@Timeout(60)
final class GroupFencesTest {
  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(3600);
  private static final Duration SILENT = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(1);

  @TempDir private Path folder;
  private KnownKey key;
  private final Map<String, Agent> agents = new HashMap<>();
  private final GroupFences fences =
      new GroupFences(
          host -> Optional.ofNullable(agents.get(host)), SILENT, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void key() throws Exception {
    key = SigningKey.in(folder.resolve("key")).known();
  }

  private Agent is(String host, FenceState state, Instant told, Optional<Boolean> tried) {
    return is(host, state, told, tried, NOW);
  }

  private Agent is(
      String host, FenceState state, Instant told, Optional<Boolean> tried, Instant heard) {
    Agent agent =
        new Agent(
            host,
            key,
            EARLIER,
            "root",
            0,
            0,
            0,
            Optional.of(heard),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Report.Fence(told, state, Optional.empty())),
            tried.map(good -> new Report.Verified(told, good, List.of("port 25: open"))));
    agents.put(host, agent);
    return agent;
  }

  private String unwell(List<String> passed, List<String> others) throws Exception {
    return fences.unwell(passed, others).orElse("");
  }

  @Test
  void aHostThatHoldsAndFellSilentIsNotWell() throws Exception {
    is("web1", FenceState.ENFORCING, EARLIER, Optional.of(true));
    assertThat(unwell(List.of("web1"), List.of())).isEmpty();
    is("web1", FenceState.ENFORCING, EARLIER, Optional.of(true), NOW.minusSeconds(301));
    assertThat(unwell(List.of("web1"), List.of()))
        .isEqualTo("web1 holds, and has not been heard since 2026-12-01T08:54:59Z");
    assertThat(unwell(List.of(), List.of("web1"))).contains("not been heard");
  }

  @Test
  void whatWasPassedHasToHold() throws Exception {
    for (FenceState each : FenceState.values()) {
      is("web1", each, EARLIER, Optional.empty());
      boolean isWell = each == FenceState.ENFORCING;
      assertThat(unwell(List.of("web1"), List.of()).isEmpty()).as("%s", each).isEqualTo(isWell);
    }
    assertThat(unwell(List.of("web9"), List.of())).isEqualTo("the fence of web9 is not known");
    is("web1", FenceState.OBSERVING, EARLIER, Optional.empty());
    assertThat(unwell(List.of(), List.of("web1", "web9"))).isEmpty(); // it is its turn yet
    is("web1", FenceState.ENFORCING, EARLIER, Optional.of(false));
    assertThat(unwell(List.of(), List.of("web1"))).contains("not as wanted: port 25: open");
  }

  @Test
  void whatAHostDoesNotTellAfterItsStageIsSaid() throws Exception {
    Optional<Agent> before =
        Optional.of(is("web1", FenceState.OBSERVING, EARLIER, Optional.of(true)));
    assertThat(fences.await("web1", before, SHORT))
        .hasValueSatisfying(it ->
            assertThat(it).startsWith("web1 has not told within").endsWith("how its fence stands"));
    Agent half = is("web1", FenceState.ENFORCING, NOW, Optional.of(true));
    agents.put(
        "web1",
        new Agent(
            "web1",
            key,
            EARLIER,
            "root",
            0,
            0,
            0,
            half.heard(),
            Optional.empty(),
            Optional.empty(),
            half.fence(),
            before.get().verified()));
    assertThat(fences.await("web1", before, SHORT).orElse("")).endsWith("its fence came to");
    agents.put("web1", half);
    assertThat(fences.await("web1", before, SHORT)).isEmpty();
  }
}
