package weir.enforcement;

import java.io.IOException;
import java.util.ArrayList;
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

/// One response on another host, by its agent: the agent looks, does and undoes with the places of
/// its own host, and keeps what it did over restarts. A host that is away is tried again; the agent
/// keeps what is in force meanwhile.
///
/// Each response is a place of its own, since they do not take each other's place there: a user may
/// be fenced, and suspended besides.
public final class AgentPoint implements EnforcementPoint {
  private final String name;
  private final String host;
  private final Response response;
  private final AgentOrders agents;

  private AgentPoint(String name, String host, Response response, AgentOrders agents) {
    this.name = name;
    this.host = host;
    this.response = response;
    this.agents = agents;
  }

  /// What an agent is ordered.
  private static final List<Response> ALL =
      List.of(new Response.Fence(), new Response.Hold(), new Response.Suspend());

  /// The places of a host.
  ///
  /// @param name of its table in the settings
  /// @param responses which take effect there; all where it is empty
  public static List<EnforcementPoint> of(
      String name, String host, List<Rung> responses, AgentOrders agents) {
    List<EnforcementPoint> places = new ArrayList<>();
    ALL.stream()
        .filter(each -> responses.isEmpty() || responses.contains(each.rung()))
        .forEach(each -> places.add(new AgentPoint(name + " " + each.word(), host, each, agents)));
    places.add(new AgentMailPoint(name + " mail", host, responses, agents));
    return places;
  }

  @Override
  public String name() {
    return name;
  }

  /// What is lost there the agent puts again by itself; what it says is missing a person took away.
  @Override
  public boolean isOursAlone() {
    return false;
  }

  @Override
  public Optional<String> cannot(Target target, Response wanted) {
    Optional<Power> power = Power.of(target, wanted).filter(it -> it != Power.MAIL);
    if (power.isEmpty()) {
      return Optional.of("an agent cannot " + wanted.word() + " a " + target.kind());
    }
    if (!wanted.equals(response)) {
      return Optional.of("this is for " + response.word() + " only");
    }
    Optional<String> elsewhere =
        Reach.on(target)
            .filter(where -> !where.equals(host))
            .map(where -> "this is " + host + ", and the " + target.kind() + " is of " + where);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    if (target instanceof Target.LocalUser(_, var user) && !user.matches("\\d{1,10}")) {
      return Optional.of("an agent knows users by their number only");
    }
    return agents.cannot(host, power.get());
  }

  @Override
  public Found look(Target target, Optional<Holding> held)
      throws IOException, InterruptedException {
    return agents
        .give(host, new Order.Look(target, response))
        .orElseThrow(() -> new IOException("the agent of " + host + " does not say what is there"));
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

  static String words(Order.Verb verb) {
    return switch (verb) {
      case Order.Look(var target, _) -> "look at " + target;
      case Order.Put put -> put.response().word() + " " + put.target();
      case Order.Take(var lease, var target) -> "end lease " + lease + " of " + target;
      case Order.Verify _ -> "try the fence";
      case Order.Stage(var isEnforcing) -> isEnforcing ? "hold" : "observe only";
    };
  }
}
