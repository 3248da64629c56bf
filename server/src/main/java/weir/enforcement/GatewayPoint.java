package weir.enforcement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.check.ResponsesInForce;
import weir.check.ResponsesInForce.InForce;
import weir.check.Tables;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;
import weir.state.State;

/// Our own gateway: the check `responses` reads there what is written here, at the next command of
/// a client.
public final class GatewayPoint implements EnforcementPoint {
  /// What is in force stands until it is taken; it is written again long before this is over.
  static final Duration KEPT = Duration.ofDays(400);

  private final String name;
  private final State state;
  private final InstantSource clock;

  public GatewayPoint(String name, State state, InstantSource clock) {
    this.name = name;
    this.state = state;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  /// What it can tell of who hands in mail is a login, and the domain of one.
  @Override
  public Optional<String> cannot(Target target, Response response) {
    return switch (response) {
      case Response.Throttle _, Response.Hold _, Response.DenyLogin _ ->
          switch (target) {
            case Target.Login _, Target.OfDomain _ -> Optional.empty();
            case Target.LocalUser _, Target.Program _, Target.Sender _, Target.Customer _ ->
                Optional.of("a gateway sees logins only");
          };
      case Response.Notify _, Response.Fence _, Response.Suspend _ ->
          Optional.of("nothing that a gateway does");
    };
  }

  @Override
  public boolean isOursAlone() {
    return true;
  }

  @Override
  public Found look(Target target, Optional<Holding> held) {
    return inForce(target)
        .<Found>map(each -> new Found.Ours(each.lease(), each.response()))
        .orElse(Found.Nothing.PLAIN);
  }

  @Override
  public List<Step> put(Lease lease, Found found) {
    return List.of(
        new Step.Act(
            "in the gateway: %s %s".formatted(lease.target(), lease.response().text()),
            () -> begin(new InForce(lease.target(), lease.id(), lease.response()))));
  }

  /// Puts a response in force, in place of the one for that target.
  public void begin(InForce wanted) {
    Instant now = clock.instant();
    state.put(Tables.RESPONSES, wanted.target().text(), wanted.value(), now, now.plus(KEPT));
  }

  /// Ends whatever is in force for a target.
  public void end(Target target) {
    state.remove(Tables.RESPONSES, target.text());
  }

  /// What is in force for a target.
  public Optional<InForce> inForce(Target target) {
    return new ResponsesInForce(state, clock).find(target);
  }

  /// Ends everything that is in force for others than these.
  ///
  /// @return how many there were
  public int endAllBut(Set<Target> targets) {
    Set<String> kept = targets.stream().map(Target::text).collect(Collectors.toSet());
    List<String> strays =
        state.list(Tables.RESPONSES, clock.instant()).stream()
            .map(State.Entry::key)
            .filter(key -> !kept.contains(key))
            .toList();
    strays.forEach(key -> state.remove(Tables.RESPONSES, key));
    return strays.size();
  }

  @Override
  public List<Step> take(Target target, Holding held) {
    return List.of(
        new Step.Act("in the gateway: %s as before".formatted(target), () -> end(target)));
  }
}
