package weir.traceback;

import java.util.List;
import weir.agent.logs.Completeness;
import weir.agent.logs.LogSaid;
import weir.tracing.Trail;

/// What the logs of a host say of an id in its queue.
///
/// @param host the provider's own name for it
/// @param isClaimed the id is known by the header only
/// @param said by each log of the host that is read here; empty where there is none
public record Logged(String host, String id, boolean isClaimed, List<LogSaid> said) {
  public Logged {
    said = List.copyOf(said);
  }

  /// Whether a field of that host has the id.
  boolean isOf(Trail.Hop hop) {
    return host.equals(hop.host()) && hop.id().filter(id::equals).isPresent();
  }

  boolean hasLines() {
    return said.stream().anyMatch(log -> !log.lines().isEmpty());
  }

  /// Whether the host's mail server gave nothing this id then: no log of the host has it, one has
  /// all that was written then, with other ids of that kind, and of none that cannot be told.
  boolean isAbsent() {
    return said.stream()
            .allMatch(log ->
                log.lines().isEmpty() && !(log.completeness() instanceof Completeness.Partly))
        && said.stream().anyMatch(log -> log.completeness() instanceof Completeness.Whole);
  }
}
