package weir.responder;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.AccountBook;
import weir.incident.Alarm;
import weir.incident.Incident;
import weir.journal.Id;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.leases.Pause;
import weir.response.Breaker;
import weir.response.Lease;
import weir.response.Plan;
import weir.response.Planner;
import weir.response.Response;
import weir.response.Suspect;
import weir.response.Target;

/// Says what follows from an alarm, and writes it down as a lease. Not thread-safe.
public final class ResponseDesk {
  private static final Logger log = LoggerFactory.getLogger(ResponseDesk.class);

  /// The latest leases that the breaker and the planner look at.
  private static final int LATEST = 1_000;

  private final Path folder;
  private final Supplier<AccountBook> book;
  private final ResponseSettings settings;
  private final BiPredicate<Target, Response> canBeEnforced;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final Runnable wake;

  /// @param folder of the server
  /// @param book the accounts as they are now
  /// @param canBeEnforced whether any place can do it to its target
  /// @param wake has what was written carried out at once
  public ResponseDesk(
      Path folder,
      Supplier<AccountBook> book,
      ResponseSettings settings,
      BiPredicate<Target, Response> canBeEnforced,
      InstantSource clock,
      RandomGenerator chance,
      Runnable wake) {
    this.folder = folder;
    this.book = book;
    this.settings = settings;
    this.canBeEnforced = canBeEnforced;
    this.clock = clock;
    this.chance = chance;
    this.wake = wake;
  }

  /// Does what may be done about an alarm.
  public void respond(Incident incident, Alarm alarm) {
    if (!alarm.rule().acts()) {
      return;
    }
    try (LeaseStore store = LeaseStore.open(folder)) {
      // Not the alarm's: meters go by a time that only passes, leases by the clock on the wall.
      Instant now = clock.instant();
      Suspect suspect = suspect(alarm);
      Optional<String> pause = store.pause().map(Pause::reason).map("all are paused: "::concat);
      switch (Planner.plan(alarm, suspect, store.active(), pause, canBeEnforced)) {
        case Plan.Refrain(var why) ->
            log.info("incident {}: nothing is done: {}", incident.id(), why);
        case Plan.Respond wanted -> begin(store, incident, alarm, wanted, now);
      }
    } catch (SQLException e) {
      log.error("incident {}: nothing is done: {}", incident.id(), e.getMessage());
    }
  }

  private void begin(
      LeaseStore store, Incident incident, Alarm alarm, Plan.Respond wanted, Instant now)
      throws SQLException {
    Optional<String> trips =
        Breaker.trips(
            store.since(since(store, now), LATEST),
            wanted.target(),
            alarm.rule().id(),
            book.get().numberOfAccounts(),
            now);
    if (trips.isPresent()) {
      pause(store, trips.get(), now);
      return;
    }
    String id = Id.next(chance);
    Lease lease =
        store.begin(
            Lease.begin(
                id,
                wanted.target(),
                wanted.response(),
                "weir",
                Optional.of(alarm.rule().id()),
                Optional.of(incident.id()),
                wanted.why(),
                now,
                wanted.life()),
            act(now, "response-begun", Optional.of(id), wanted.why()));
    log.info(
        "incident {}: lease {}: {}: {} until {}",
        incident.id(),
        lease.id(),
        lease.target(),
        lease.response(),
        lease.until());
    wake.run();
  }

  /// What came before a person let responses go on, he knew of.
  private static Instant since(LeaseStore store, Instant now) throws SQLException {
    Instant hour = now.minus(Breaker.HOUR);
    return store.resumed().filter(hour::isBefore).orElse(hour);
  }

  private void pause(LeaseStore store, String reason, Instant now) throws SQLException {
    if (store.pause(
        new Pause(now, "weir", reason), act(now, "responses-paused", Optional.empty(), reason))) {
      log.error(
          "all automatic responses are paused: {}; weir responses resume lets them go on", reason);
    }
  }

  private LeaseAct act(Instant now, String what, Optional<String> lease, String words) {
    return new LeaseAct(Id.next(chance), now, what, "weir", lease, words);
  }

  private Suspect suspect(Alarm alarm) {
    Optional<Target> target = Target.of(alarm.carrier());
    return new Suspect(
        target,
        alarm.confidence(),
        alarm.account().flatMap(id -> book.get().account(id)),
        target.filter(it -> settings.protects(it) || settings.isSystems(it)).isPresent());
  }
}
