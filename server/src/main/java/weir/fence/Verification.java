package weir.fence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import weir.agent.connections.MailPorts;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceProbe;
import weir.agent.fence.Fencing;
import weir.agent.fence.Outcome;
import weir.agent.fence.Standing;
import weir.net.IpAddress;

/// Tries whether a fence is shut, and permitted servers are reached, as an ordinary user of this
/// host.
public final class Verification {
  private final FenceProbe probe;
  private final Fence fence;

  /// @param uid as whom is tried
  public Verification(Fence fence, Fencing fencing, long uid) {
    this.fence = fence;
    this.probe = new FenceProbe(uid, (who, port) -> tries(fencing, who, port));
  }

  private static OptionalLong tries(Fencing fencing, long uid, int port)
      throws IOException, InterruptedException {
    Optional<Standing> standing = fencing.standing();
    return standing.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(standing.get().held(uid, port));
  }

  /// Tries an address of a host that the fence does not permit, at all ports of mail. Those that
  /// are enforced must be shut; what becomes of the others is told.
  ///
  /// @param control port at which it greets and nobody shuts
  public List<Try> target(IpAddress address, int control) throws IOException, InterruptedException {
    boolean answers = probe.target(address, control) == Outcome.OPEN;
    Set<Integer> ports = new TreeSet<>(MailPorts.USUAL);
    ports.addAll(fence.enforced());
    ports.addAll(fence.observed());
    List<Try> all = new ArrayList<>();
    for (int port : ports) {
      boolean shut = fence.enforced().contains(port);
      Outcome outcome = probe.target(address, port);
      boolean isOurs = outcome == Outcome.BLOCKED_BY_US;
      if (!answers && (outcome == Outcome.BLOCKED_ELSEWHERE || outcome == Outcome.NO_ROUTE)) {
        outcome = Outcome.UNPROVEN;
      }
      all.add(
          new Try(
              address.toString(),
              port,
              wanted(port),
              outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              !shut || isOurs || outcome == Outcome.BLOCKED_ELSEWHERE));
    }
    return all;
  }

  private String wanted(int port) {
    if (fence.enforced().contains(port)) {
      return "shut";
    }
    return fence.observed().contains(port) ? "observed" : "unwatched";
  }

  /// Tries the permitted servers at enforced ports; a network has no one address to try.
  public List<Try> servers() throws InterruptedException {
    List<Try> all = new ArrayList<>();
    for (Fence.Permitted each : fence.permitted()) {
      boolean isOne = each.servers().length() == (each.isV4() ? 32 : 128);
      if (isOne && fence.enforced().contains(each.port())) {
        Optional<String> why = probe.server(each.servers().first(), each.port());
        all.add(
            new Try(
                each.servers().first().toString(),
                each.port(),
                "reached",
                why.orElse("reached"),
                why.isEmpty()));
      }
    }
    return all;
  }
}
