package weir.enforcement;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import weir.incident.Rung;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;
import weir.uplink.Order;
import weir.uplink.Power;

/// A gateway of ours that is another process: what logins hand in there is throttled, held or
/// refused by order. As in [GatewayPoint], each of these takes the place of the one before.
final class AgentMailPoint implements EnforcementPoint {
  private final String name;
  private final String host;
  private final List<Rung> responses;
  private final AgentOrders agents;

  /// @param host as which the gateway is enrolled
  /// @param responses which take effect there; all where it is empty
  AgentMailPoint(String name, String host, List<Rung> responses, AgentOrders agents) {
    this.name = name;
    this.host = host;
    this.responses = List.copyOf(responses);
    this.agents = agents;
  }

  @Override
  public String name() {
    return name;
  }

  /// Nobody else writes there: what is missing was lost.
  @Override
  public boolean isOursAlone() {
    return true;
  }

  @Override
  public Optional<String> cannot(Target target, Response wanted) {
    if (!Power.of(target, wanted).equals(Optional.of(Power.MAIL))) {
      return Optional.of("a gateway cannot " + wanted.word() + " a " + target.kind());
    }
    if (!responses.isEmpty() && !responses.contains(wanted.rung())) {
      return Optional.of("the settings of this place do not name " + wanted.word());
    }
    return agents.cannot(host, Power.MAIL);
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    return agents
        .give(host, new Order.Look(target, new Response.DenyLogin())) // any that it carries out
        .orElseThrow(() -> new IOException("the gateway " + host + " does not say what is there"));
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    return List.of(
        new Step.Order(
            host,
            new Order.Put(
                lease.id(), lease.target(), lease.response(), lease.until(), lease.reason())));
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    return List.of(new Step.Order(host, new Order.Take(held.lease(), target)));
  }
}
