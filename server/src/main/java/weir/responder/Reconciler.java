package weir.responder;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.Step;
import weir.leases.Held;
import weir.leases.LeaseStore;
import weir.leases.Trouble;
import weir.response.Desired;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Move;
import weir.response.Target;

/// Makes a place what the leases say: reads what is there, and changes only the difference. Each
/// intent is on the disk before the act; whatever interrupts it, the next round goes on from what
/// is there then.
final class Reconciler {
  /// A round in which something failed ends when it has taken so long: whatever comes next may take
  /// its whole deadline, too, and other places wait.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EnforcementPoint point;
  private final LeaseStore store;
  private final Carrier carrier;
  private final Told told;

  /// Carries a step out.
  @FunctionalInterface
  interface Carrier {
    void run(Step step) throws IOException, InterruptedException;
  }

  /// Hears what was done.
  interface Told {
    /// A lease has taken effect at a place.
    void put(Lease lease, EnforcementPoint point, Target target) throws SQLException;

    /// It has ended there.
    void taken(Holding holding, EnforcementPoint point, Target target) throws SQLException;

    /// Something is not as it was to be, and this was not said before.
    void trouble(EnforcementPoint point, Target target, String words) throws SQLException;
  }

  Reconciler(EnforcementPoint point, LeaseStore store, Carrier carrier, Told told) {
    this.point = point;
    this.store = store;
    this.carrier = carrier;
    this.told = told;
  }

  /// What a place is to be: of the leases that it can enforce, as they are or by whom they are made
  /// of, the strongest of each target.
  static Map<Target, Lease> wanted(
      EnforcementPoint point, Collection<Lease> leases, Function<Target, Set<Target>> within) {
    Map<Target, Lease> wanted = new LinkedHashMap<>();
    // Of one target first what the place can do, then the strongest: a suspension beside a hold
    // leaves
    // the hold where nobody can suspend.
    for (Lease lease : leases) {
      if (lease.isEnforced()) {
        targets(point, lease, within).forEach(each -> wanted.merge(each, lease, Desired::stronger));
      }
    }
    return wanted;
  }

  private static Set<Target> targets(
      EnforcementPoint point, Lease lease, Function<Target, Set<Target>> within) {
    if (point.cannot(lease.target(), lease.response()).isEmpty()) {
      return Set.of(point.asKept(lease.target()));
    }
    Set<Target> able = new LinkedHashSet<>(within.apply(lease.target()));
    able.removeIf(each -> point.cannot(each, lease.response()).isPresent());
    return able.stream().map(point::asKept).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// One round over all that is wanted there, and all that was put there.
  ///
  /// @return whether all is as it is to be
  boolean round(Map<Target, Lease> wanted, Instant now) throws SQLException, InterruptedException {
    Set<Target> all = new LinkedHashSet<>(wanted.keySet());
    store.holdings().at(point.name()).forEach(held -> all.add(held.target()));
    forgetTroubles(all);
    boolean isWell = true;
    long begun = System.nanoTime();
    for (Target each : all) {
      isWell &= settle(each, Optional.ofNullable(wanted.get(each)), now);
      if (!isWell && System.nanoTime() - begun > PATIENCE.toNanos()) {
        return false;
      }
    }
    return isWell;
  }

  /// What went wrong with a target of which nothing is wanted and nothing is there is over.
  private void forgetTroubles(Set<Target> all) throws SQLException {
    for (Trouble each : store.holdings().troubles()) {
      boolean isOver = all.stream().map(Target::text).noneMatch(each.target()::equals);
      if (each.point().equals(point.name()) && isOver) {
        store.holdings().well(point.name(), each.target());
      }
    }
  }

  private boolean settle(Target target, Optional<Lease> wanted, Instant now)
      throws SQLException, InterruptedException {
    Optional<Held> held = store.holdings().find(point.name(), target);
    try {
      Found found =
          point.look(target, held.map(Held::holding), held.filter(Held::isDone).isPresent());
      Optional<String> last = held.filter(Held::isDone).map(it -> it.holding().lease());
      if (wanted.isEmpty()
          && found instanceof Found.Nothing
          && held.filter(this::isHalfPut).isPresent()) {
        take(target, held.get().holding(), now);
        return true;
      }
      switch (Move.of(wanted, found, last, point.isOursAlone())) {
        case Move.Stay _ -> stay(target, found, held, now);
        case Move.Put(var lease, _) -> put(target, lease, found, held, now);
        case Move.Prolong(var lease, _) -> {
          stay(target, found, held, now);
          run(lease.at(target), found, intent(lease, found, held));
        }
        case Move.Take(var ours) ->
            take(
                target,
                held.map(Held::holding)
                    .orElseGet(() -> new Holding(ours.lease(), ours.response(), "")),
                now);
        case Move.Tell(var words) -> {
          if (wanted.isEmpty()) {
            store.holdings().forget(point.name(), target);
          }
          tell(target, words, now);
          return true;
        }
      }
      store.holdings().well(point.name(), target.text());
      return true;
    } catch (IOException | RuntimeException e) {
      tell(target, words(e), now);
      return false;
    }
  }

  /// What was begun may be there without its mark.
  private boolean isHalfPut(Held held) {
    return held.doing() == Held.Doing.PUTTING;
  }

  /// What went wrong, for people.
  static String words(Exception e) {
    return e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  private void tell(Target target, String words, Instant now) throws SQLException {
    if (store.holdings().trouble(point.name(), target.text(), words, now)) {
      told.trouble(point, target, words);
    }
  }

  /// What was interrupted after it was done is done; what was taken is forgotten.
  private void stay(Target target, Found found, Optional<Held> held, Instant now)
      throws SQLException {
    if (held.isEmpty() || held.get().isDone() && found instanceof Found.Ours) {
      return;
    }
    if (found instanceof Found.Ours) {
      write(target, held.get().holding(), Held.Doing.DONE, now);
      Optional<Lease> lease = store.find(held.get().holding().lease());
      if (lease.isPresent()) {
        told.put(lease.get(), point, target);
      }
    } else {
      store.holdings().forget(point.name(), target);
      told.taken(held.get().holding(), point, target);
    }
  }

  private void put(Target target, Lease lease, Found found, Optional<Held> held, Instant now)
      throws SQLException, IOException, InterruptedException {
    Holding intent = intent(lease, found, held);
    write(target, intent, Held.Doing.PUTTING, now);
    run(lease.at(target), found, intent);
    write(target, intent, Held.Doing.DONE, now);
    told.put(lease, point, target);
  }

  private void run(Lease aimed, Found found, Holding intent)
      throws IOException, InterruptedException {
    for (Step step : point.put(aimed, found, intent)) {
      carrier.run(step);
    }
  }

  /// What is written down before it is put.
  static Holding intent(Lease lease, Found found, Optional<Held> held) {
    return new Holding(lease.id(), lease.response(), former(found, held));
  }

  /// What was written down before an interrupted act is how it was; what is there now may be half
  /// changed.
  private static String former(Found found, Optional<Held> held) {
    Optional<String> kept =
        held.filter(it -> !it.isDone() || found instanceof Found.Ours)
            .map(it -> it.holding().former());
    return kept.orElseGet(() -> found instanceof Found.Nothing(var words) ? words : "");
  }

  private void take(Target target, Holding holding, Instant now)
      throws SQLException, IOException, InterruptedException {
    write(target, holding, Held.Doing.TAKING, now);
    for (Step step : point.take(target, holding)) {
      carrier.run(step);
    }
    store.holdings().forget(point.name(), target);
    told.taken(holding, point, target);
  }

  private void write(Target target, Holding holding, Held.Doing doing, Instant now)
      throws SQLException {
    store.holdings().write(new Held(point.name(), target, holding, doing, now));
  }
}
