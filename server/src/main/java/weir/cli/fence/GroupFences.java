package weir.cli.fence;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.agents.Agent;
import weir.cli.output.Json;
import weir.uplink.Report;

/// How the fences of a group of hosts are, by what their agents told last.
///
/// @param silentAfter an agent that is not heard for so long tells nothing
record GroupFences(Agents agents, Duration silentAfter, Clock clock) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// Where agents are looked up.
  @FunctionalInterface
  interface Agents {
    Optional<Agent> agent(String host) throws IOException;
  }

  boolean holds(String host) throws IOException {
    return agents.agent(host).filter(GroupFences::holds).isPresent();
  }

  private static boolean holds(Agent agent) {
    return agent.fence().filter(it -> it.state() == Report.FenceState.ENFORCING).isPresent();
  }

  /// Why nobody goes on, a sentence; empty where all that must be well is.
  ///
  /// @param passed hosts that hold by now: anything else is not well
  /// @param others of the step
  Optional<String> unwell(List<String> passed, List<String> others) throws IOException {
    for (String host : passed) {
      Optional<Agent> agent = agents.agent(host);
      if (agent.isEmpty() || !holds(agent.get())) {
        return Optional.of("the fence of %s is %s".formatted(host, state(agent)));
      }
      Optional<String> why = unwell(agent.get());
      if (why.isPresent()) {
        return why;
      }
    }
    for (String host : others) {
      Optional<String> why = agents.agent(host).flatMap(this::unwell);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static String state(Optional<Agent> agent) {
    return agent.flatMap(Agent::fence).map(it -> Json.word(it.state())).orElse("not known");
  }

  private Optional<String> unwell(Agent agent) {
    String host = agent.host();
    if (agent.fence().filter(it -> it.state() == Report.FenceState.CHANGED).isPresent()) {
      return Optional.of("the fence of %s is %s".formatted(host, state(Optional.of(agent))));
    }
    if (!holds(agent)) {
      return Optional.empty();
    }
    if (agent.isSilent(silentAfter, clock.instant())) {
      return Optional.of(
          "%s holds, and has not been heard since %s".formatted(host, agent.lastHeard()));
    }
    return agent
        .verified()
        .filter(it -> !it.isAsWanted())
        .map(it ->
            "tries of the fence of %s are not as wanted: %s"
                .formatted(host, String.join("; ", it.tries())));
  }

  /// Waits for what a host tells after its fence was put up: the tries first, where it has any, and
  /// then how it stands.
  ///
  /// @param before what was known of it then
  /// @return what did not come, a sentence; empty where all came
  Optional<String> await(String host, Optional<Agent> before, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> missing = missing(host, before);
      if (missing.isEmpty() || System.nanoTime() > end) {
        return missing.map(
            what -> "%s has not told within %d s %s".formatted(host, patience.toSeconds(), what));
      }
      Thread.sleep(PAUSE);
    }
  }

  private Optional<String> missing(String host, Optional<Agent> before) throws IOException {
    Optional<Agent> now = agents.agent(host);
    Optional<Report.Fence> fence = now.flatMap(Agent::fence);
    if (fence.isEmpty() || fence.equals(before.flatMap(Agent::fence))) {
      return Optional.of("how its fence stands");
    }
    Optional<Report.Verified> tried = before.flatMap(Agent::verified);
    return tried.isPresent() && tried.equals(now.flatMap(Agent::verified))
        ? Optional.of("what the tries of its fence came to")
        : Optional.empty();
  }
}
