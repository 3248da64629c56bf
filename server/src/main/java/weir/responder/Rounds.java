package weir.responder;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.AccountBook;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.StepRunner;
import weir.journal.Id;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.leases.Trouble;
import weir.response.Desired;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Goes over the places, one thread at a time, and writes down what was done there.
final class Rounds {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  /// Stands for a place where what is said is true of no place.
  static final String NOWHERE = "-";

  private final List<EnforcementPoint> points;
  private final StepRunner runner;
  private final Supplier<AccountBook> book;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final ReentrantLock one = new ReentrantLock();

  Rounds(
      List<EnforcementPoint> points,
      StepRunner runner,
      Supplier<AccountBook> book,
      InstantSource clock,
      RandomGenerator chance) {
    this.points = List.copyOf(points);
    this.runner = runner;
    this.book = book;
    this.clock = clock;
    this.chance = chance;
  }

  List<EnforcementPoint> points() {
    return points;
  }

  /// Whom targets are made of now.
  Aims aims() {
    return new Aims(book.get(), clock.instant());
  }

  /// Makes some places what the leases say.
  ///
  /// @return those where that is not done yet
  List<EnforcementPoint> over(LeaseStore store, List<EnforcementPoint> some)
      throws SQLException, InterruptedException {
    one.lockInterruptibly();
    try {
      List<Lease> leases = store.active();
      Aims aims = aims();
      Set<String> enforced = new HashSet<>();
      List<EnforcementPoint> left = new ArrayList<>();
      for (EnforcementPoint point : some) {
        Map<Target, Lease> wanted = Reconciler.wanted(point, leases, aims::within);
        wanted.values().forEach(lease -> enforced.add(lease.id()));
        if (!new Reconciler(point, store, runner::run, told(store)).round(wanted, now())) {
          left.add(point);
        }
      }
      if (some.size() == points.size()) {
        unenforced(store, leases, enforced);
      }
      return left;
    } finally {
      one.unlock();
    }
  }

  /// A lease that no place can enforce is worth nothing, and people have to know.
  private void unenforced(LeaseStore store, List<Lease> leases, Set<String> enforced)
      throws SQLException {
    Set<String> unenforced = new HashSet<>();
    for (Lease lease : Desired.of(leases).values()) {
      if (!(lease.response() instanceof Response.Notify) && !enforced.contains(lease.id())) {
        unenforced.add(lease.target().text());
        tellUnenforced(store, lease);
      }
    }
    for (Trouble each : store.holdings().troubles()) {
      if (each.point().equals(NOWHERE) && !unenforced.contains(each.target())) {
        store.holdings().well(NOWHERE, each.target());
      }
    }
  }

  private void tellUnenforced(LeaseStore store, Lease lease) throws SQLException {
    String words = nowhere(lease.response());
    if (store.holdings().trouble(NOWHERE, lease.target().text(), words, now())) {
      log.warn("lease {}: {}: {}", lease.id(), lease.target(), words);
      store.add(act("response-trouble", Optional.of(lease.id()), words));
    }
  }

  private static String nowhere(Response response) {
    return "no place of [enforcement] can " + response.word() + " it";
  }

  /// Whether any place can do it to a target, or to whom it is made of.
  boolean canEnforce(Target target, Response response) {
    Aims aims = aims();
    return points.stream().anyMatch(point -> canEnforce(point, target, response, aims));
  }

  private static boolean canEnforce(
      EnforcementPoint point, Target target, Response response, Aims aims) {
    return point.cannot(target, response).isEmpty()
        || aims.within(target).stream().anyMatch(it -> point.cannot(it, response).isEmpty());
  }

  /// What a lease would do, place by place, without doing it.
  List<Place> preview(LeaseStore store, Lease lease) throws SQLException, InterruptedException {
    one.lockInterruptibly();
    try {
      return new Preview(store, aims()).of(lease, points);
    } finally {
      one.unlock();
    }
  }

  private Reconciler.Told told(LeaseStore store) {
    return new Reconciler.Told() {
      @Override
      public void put(Lease lease, EnforcementPoint point, Target target) throws SQLException {
        String words = "%s at %s: %s".formatted(lease.response().text(), point.name(), target);
        store.add(act("response-put", Optional.of(lease.id()), words));
        log.info("lease {}: {}", lease.id(), words);
      }

      @Override
      public void taken(Holding holding, EnforcementPoint point, Target target)
          throws SQLException {
        String words = "%s at %s: %s".formatted(holding.response().text(), point.name(), target);
        store.add(act("response-taken", Optional.of(holding.lease()), words));
        log.info("lease {} ends: {}", holding.lease(), words);
      }

      @Override
      public void trouble(EnforcementPoint point, Target target, String words) throws SQLException {
        String all = point.name() + ": " + target + ": " + words;
        store.add(act("response-trouble", Optional.empty(), all));
        log.warn("{}", all);
      }
    };
  }

  private LeaseAct act(String what, Optional<String> lease, String words) {
    return new LeaseAct(Id.next(chance), now(), what, "weir", lease, words);
  }

  private Instant now() {
    return clock.instant();
  }
}
