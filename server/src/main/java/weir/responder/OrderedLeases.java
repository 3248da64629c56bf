package weir.responder;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.AccountBook;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.EnforcementSettings;
import weir.enforcement.StepRunner;
import weir.enforcement.ThisHost;
import weir.journal.Id;
import weir.leases.Held;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.leases.Trouble;
import weir.response.Found;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;
import weir.state.MemoryState;
import weir.uplink.Order;

/// Leases that another process of ours gives, on the host where they take effect: with the places,
/// the intents and the undo of our own. Safe for use by many threads.
public final class OrderedLeases {
  private static final Logger log = LoggerFactory.getLogger(OrderedLeases.class);

  /// For so long after its end, or after the server asked for it last, what is over is kept in
  /// force where nobody can be asked.
  public static final Duration ALONE = Duration.ofDays(1);

  /// That the server asked for what is over is written down once within it.
  private static final Duration WRITTEN_EVERY = Duration.ofHours(1);

  private static final String ASKED = "response-asked";
  private static final String BY = "server";
  private static final AccountBook NOBODYS = AccountBook.of(List.of(), List.of(), Map.of());

  private final Path folder;
  private final Rounds rounds;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Duration longest;

  OrderedLeases(
      Path folder,
      List<EnforcementPoint> points,
      StepRunner runner,
      InstantSource clock,
      RandomGenerator chance,
      Duration longest) {
    this.folder = folder;
    this.rounds = new Rounds(points, runner, () -> NOBODYS, clock, chance);
    this.clock = clock;
    this.chance = chance;
    this.longest = longest;
  }

  /// With the places of a host's own settings.
  ///
  /// @param longest after it what was put ends, whatever is asked, until it is ordered anew
  public static OrderedLeases of(
      Path folder,
      Map<String, EnforcementSettings> places,
      StepRunner runner,
      ThisHost here,
      InstantSource clock,
      RandomGenerator chance,
      Duration longest) {
    List<EnforcementPoint> points =
        new Points(new MemoryState(), clock, runner, here).ofHost(places);
    return new OrderedLeases(folder, points, runner, clock, chance, longest);
  }

  /// Why a response to a target can take effect nowhere here, for people; empty where it can.
  public Optional<String> cannot(Target target, Response response) {
    Optional<String> why = Optional.of("nothing on this host can " + response.word() + " it");
    for (EnforcementPoint point : rounds.points()) {
      Optional<String> here = point.cannot(target, response);
      if (here.isEmpty()) {
        return Optional.empty();
      }
      why = here;
    }
    return why;
  }

  /// What is there for a target, where a response to it would take effect.
  public Found look(Target target, Response response) throws IOException, InterruptedException {
    EnforcementPoint point = point(target, response);
    Target kept = point.asKept(target);
    try (LeaseStore store = LeaseStore.open(folder)) {
      asked(store, target, response);
      Optional<Held> held = store.holdings().find(point.name(), kept);
      Found found =
          point.look(kept, held.map(Held::holding), held.filter(Held::isDone).isPresent());
      return found instanceof Found.Ours ours
          ? store.find(ours.lease()).map(Lease::until).map(ours::until).orElse(ours)
          : found;
    } catch (SQLException e) {
      throw new IOException("what was done here cannot be read: " + e.getMessage(), e);
    }
  }

  /// A restart gives what is over no new time: that somebody asked for it is on the disk.
  private void asked(LeaseStore store, Target target, Response response) throws SQLException {
    Instant now = clock.instant();
    for (Lease each : store.active()) {
      boolean isIt = each.target().equals(target) && each.response().equals(response);
      if (isIt && each.until().isBefore(now) && !wasAsked(store, each, now.minus(WRITTEN_EVERY))) {
        store.add(act(ASKED, each.id(), "over, and the server asks for it"));
      }
    }
  }

  private static boolean wasAsked(LeaseStore store, Lease lease, Instant since)
      throws SQLException {
    return store.acts(lease.id()).stream()
        .anyMatch(it -> it.what().equals(ASKED) && !it.at().isBefore(since));
  }

  private EnforcementPoint point(Target target, Response response) throws IOException {
    return rounds.points().stream()
        .filter(it -> it.cannot(target, response).isEmpty())
        .findFirst()
        .orElseThrow(() -> new IOException(cannot(target, response).orElse("")));
  }

  /// Whether a lease is in force here, so that putting it once more changes its end and no more. An
  /// end that is further from its beginning than the longest lease makes it another one.
  public boolean isInForce(String id, Target target, Response response, Instant until)
      throws IOException {
    return active().stream()
        .anyMatch(it ->
            it.id().equals(id)
                && it.target().equals(target)
                && it.response().equals(response)
                && !isTooLong(it, until));
  }

  private boolean isTooLong(Lease lease, Instant until) {
    return until.isAfter(lease.since().plus(longest).plus(Order.SKEW));
  }

  /// Makes a lease take effect; another one of the same kind for the same target gives way to it.
  /// One that is in force goes on until the later end; it begins anew where that is further from
  /// its beginning than the longest lease. One that does not take effect at once stays ordered:
  /// [#keep] tries it again.
  ///
  /// @throws IOException with a sentence for people where it does not
  public void put(String id, Target target, Response response, Instant until, String reason)
      throws IOException, InterruptedException {
    point(target, response);
    Instant now = clock.instant();
    Duration life = Duration.between(now, until);
    Lease lease =
        Lease.begin(
            id, target, response, BY, Optional.empty(), Optional.empty(), reason, now, life);
    try (LeaseStore store = LeaseStore.open(folder)) {
      for (Lease other : store.active()) {
        boolean isSame = other.target().equals(target) && other.response().equals(response);
        if (isSame && !other.id().equals(id)) {
          store.undo(other.id(), act("response-undone", other.id(), "lease " + id + " is for it"));
        } else if (isSame && isTooLong(other, until)) {
          store.change(lease, act("response-renewed", id, reason));
        }
      }
      store.begin(lease, act("response-begun", id, reason));
      settleOrTryAgain(store, target);
    } catch (SQLException e) {
      throw new IOException("the lease cannot be kept here: " + e.getMessage(), e);
    }
  }

  /// Ends what a lease did. One that is not there has ended.
  ///
  /// @throws IOException with a sentence for people where it does not end
  public void take(String id) throws IOException, InterruptedException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      Optional<Lease> known = store.find(id);
      store.undo(id, act("response-undone", id, "taken back"));
      if (known.isPresent()) {
        settle(store, known.get().target());
      }
    } catch (SQLException e) {
      throw new IOException("the lease cannot be ended here: " + e.getMessage(), e);
    }
  }

  /// Does what was interrupted, puts what a restart of the machine has lost, and lets go what was
  /// over a day ago and nobody has asked for since (the server is away, or has forgotten it), and
  /// what was put longer ago than the longest lease.
  public void keep() throws IOException, InterruptedException {
    Instant now = clock.instant();
    try (LeaseStore store = LeaseStore.open(folder)) {
      for (Lease each : store.active()) {
        Instant alone = now.minus(ALONE);
        if (!now.isBefore(each.since().plus(longest))) {
          log.warn("lease {} was put {} ago, the longest here: it ends", each.id(), longest);
          store.undo(each.id(), act("response-undone", each.id(), "longer than the longest lease"));
        } else if (each.until().isBefore(alone) && !wasAsked(store, each, alone)) {
          log.warn("lease {} was over a day ago, and nobody asks for it: it ends", each.id());
          store.undo(each.id(), act("response-undone", each.id(), "over, and nobody to ask"));
        }
      }
      rounds.over(store, rounds.points());
    } catch (SQLException e) {
      throw new IOException("leases cannot be read here: " + e.getMessage(), e);
    }
  }

  /// Ends all there are.
  ///
  /// @return how many
  public int takeAll() throws IOException, InterruptedException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      List<Lease> all = store.active();
      for (Lease each : all) {
        store.undo(each.id(), act("response-undone", each.id(), "the agent is removed"));
      }
      rounds.over(store, rounds.points());
      List<Trouble> left = store.holdings().troubles();
      if (!left.isEmpty()) {
        throw new IOException(
            left.getFirst().point()
                + ": "
                + left.getFirst().target()
                + ": "
                + left.getFirst().words());
      }
      return all.size();
    } catch (SQLException e) {
      throw new IOException("leases cannot be read here: " + e.getMessage(), e);
    }
  }

  /// What is in force here.
  public List<Lease> active() throws IOException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return store.active();
    } catch (SQLException e) {
      throw new IOException("leases cannot be read here: " + e.getMessage(), e);
    }
  }

  private void settleOrTryAgain(LeaseStore store, Target target)
      throws SQLException, IOException, InterruptedException {
    try {
      settle(store, target);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; the agent tries it again each minute", e);
    }
  }

  private void settle(LeaseStore store, Target target)
      throws SQLException, IOException, InterruptedException {
    rounds.over(store, rounds.points());
    for (Trouble each : store.holdings().troubles()) {
      if (each.target().equals(target.text())) {
        throw new IOException(each.words());
      }
    }
  }

  private LeaseAct act(String what, String lease, String words) {
    return new LeaseAct(Id.next(chance), clock.instant(), what, BY, Optional.of(lease), words);
  }
}
