package weir.responder;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.leases.Held;
import weir.leases.LeaseStore;
import weir.response.Found;
import weir.response.Lease;
import weir.response.Move;
import weir.response.Target;

/// What a lease would do beside those that are in force, place by place, without doing it. Places
/// that keep no mark are looked at with what was put there, as a round does.
///
/// @param store of those in force; nothing is written to it
/// @param aims whom targets are made of
record Preview(LeaseStore store, Aims aims) {

  List<Place> of(Lease lease, List<EnforcementPoint> points)
      throws SQLException, InterruptedException {
    List<Lease> all = new ArrayList<>(store.active());
    all.add(lease);
    List<Place> places = new ArrayList<>();
    for (EnforcementPoint point : points) {
      Map<Target, Lease> wanted = Reconciler.wanted(point, List.of(lease), aims::within);
      if (wanted.isEmpty()) {
        String why =
            point
                .cannot(lease.target(), lease.response())
                .orElse("knows none of the logins and users of it");
        places.add(new Place(point.name(), Place.State.CANNOT, List.of(why)));
      } else {
        Map<Target, Lease> strongest = Reconciler.wanted(point, all, aims::within);
        strongest.keySet().retainAll(wanted.keySet());
        places.add(at(point, lease, strongest));
      }
    }
    return places;
  }

  private Place at(EnforcementPoint point, Lease lease, Map<Target, Lease> strongest)
      throws SQLException, InterruptedException {
    List<String> words = new ArrayList<>();
    try {
      for (Map.Entry<Target, Lease> each : strongest.entrySet()) {
        if (each.getValue().id().equals(lease.id())) {
          words.addAll(words(point, lease.at(each.getKey())));
        } else {
          words.add(each.getKey() + ": lease " + each.getValue().id() + " is there");
        }
      }
      return new Place(point.name(), Place.State.WOULD, words);
    } catch (IOException | RuntimeException e) {
      return new Place(point.name(), Place.State.TROUBLE, List.of(Reconciler.words(e)));
    }
  }

  private List<String> words(EnforcementPoint point, Lease lease)
      throws SQLException, IOException, InterruptedException {
    Target target = lease.target();
    Optional<Held> held = store.holdings().find(point.name(), target);
    Found found =
        point.look(target, held.map(Held::holding), held.filter(Held::isDone).isPresent());
    Optional<String> last = held.filter(Held::isDone).map(it -> it.holding().lease());
    return switch (Move.of(Optional.of(lease), found, last, point.isOursAlone())) {
      case Move.Tell(var there) -> List.of(target + ": " + there + "; left as it is");
      case Move.Put _, Move.Prolong _ ->
          point.put(lease, found, Reconciler.intent(lease, found, held)).stream()
              .map(Step::words)
              .toList();
      case Move.Stay _ -> List.of(target + ": lease " + lease.id() + " is there");
      case Move.Take _ -> throw new IllegalStateException("nobody ends a lease that begins");
    };
  }
}
