package weir.onhost;

import java.io.IOException;
import java.util.Optional;
import weir.responder.OrderedLeases;
import weir.response.Found;
import weir.response.Target;
import weir.uplink.Order;

/// Does what an order says that may be carried out.
///
/// @param scripts those that this agent has told of; no other is touched
/// @param fence empty where this host has none
record Hands(OrderedLeases leases, KnownScripts scripts, Optional<FenceDuty> fence)
    implements Orders.Hands {

  @Override
  public Optional<Found> carry(Order.Verb verb) throws IOException, InterruptedException {
    switch (verb) {
      case Order.Look(var target, var response) -> {
        checkKnown(target);
        return Optional.of(leases.look(target, response));
      }
      case Order.Put put -> {
        checkKnown(put.target());
        leases.put(put.lease(), put.target(), put.response(), put.until(), put.reason());
      }
      case Order.Take(var lease, _) -> leases.take(lease);
      case Order.Verify _ -> duty().verify();
      case Order.Stage(var isEnforcing) -> duty().stage(isEnforcing);
    }
    return Optional.empty();
  }

  @Override
  public boolean isInForce(Order.Put put) throws IOException {
    return leases.isInForce(put.lease(), put.target(), put.response(), put.until());
  }

  /// Nothing is said, and nothing done, about a path that the server has from anybody else.
  private void checkKnown(Target target) throws IOException {
    if (target instanceof Target.Program(_, var path) && !scripts.has(path)) {
      throw new IOException("this agent never told of a script " + path);
    }
  }

  private FenceDuty duty() throws IOException {
    return fence.orElseThrow(() -> new IOException("this host has no settings of a fence"));
  }
}
