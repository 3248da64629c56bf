package weir.responder;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.account.AccountBook;
import weir.agent.queue.SystemPrograms;
import weir.asking.WebService;
import weir.enforcement.AgentOrders;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.EnforcementSettings;
import weir.enforcement.StepRunner;
import weir.enforcement.ThisHost;
import weir.journal.Id;
import weir.journal.Journal;
import weir.leases.Enabled;
import weir.leases.LeaseAct;
import weir.leases.LeaseJournal;
import weir.leases.LeaseStore;
import weir.notices.Notices;
import weir.response.Lease;
import weir.response.Phase;
import weir.state.State;

/// Keeps the world as the leases say: a thread of its own lets their phases pass, and goes over all
/// places when a lease has changed, when something could not be done, and from time to time.
public final class Responder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Responder.class);

  /// How soon a lease that a command wrote is seen.
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Path folder;
  private final Rounds rounds;
  private final StepRunner runner;
  private final Supplier<AccountBook> book;
  private final ResponseSettings settings;
  private final RulesAsked rules;
  private final Journal journal;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Map<String, Retry> retries = new LinkedHashMap<>();
  private Notices notices = Notices.NONE;
  private List<Enabled> lastEnabled = List.of();
  private boolean wasPaused;
  private boolean isWanted;
  private volatile boolean closing;
  private @Nullable Thread thread;

  /// When a place is tried again that could not be made what it is to be.
  private record Retry(Instant at, Duration pause) {
    Retry longer(Instant now) {
      Duration next = pause.multipliedBy(2);
      Duration bounded = next.compareTo(LONGEST_RETRY) < 0 ? next : LONGEST_RETRY;
      return new Retry(now.plus(bounded), bounded);
    }
  }

  /// @param folder of the server
  /// @param points where responses take effect; each is one thread's only
  /// @param book the accounts as they are now
  /// @param rules hears what rules may do, at the start and after each change
  public Responder(
      Path folder,
      List<EnforcementPoint> points,
      StepRunner runner,
      Supplier<AccountBook> book,
      ResponseSettings settings,
      RulesAsked rules,
      Journal journal,
      InstantSource clock,
      RandomGenerator chance) {
    this.folder = folder;
    this.rounds = new Rounds(points, runner, book, clock, chance);
    this.runner = runner;
    this.book = book;
    this.settings = settings;
    this.rules = rules;
    this.journal = journal;
    this.clock = clock;
    this.chance = chance;
  }

  /// With the places of the settings.
  ///
  /// @param state of the gateway
  /// @param isGateway whether this process takes mail
  /// @param agents of other hosts
  /// @param here the host that we run on
  public static Responder of(
      Path folder,
      Map<String, EnforcementSettings> places,
      ResponseSettings settings,
      State state,
      boolean isGateway,
      AgentOrders agents,
      ThisHost here,
      Supplier<AccountBook> book,
      RulesAsked rules,
      Journal journal,
      InstantSource clock,
      RandomGenerator chance) {
    StepRunner runner =
        new StepRunner(
            new SystemPrograms(settings.deadline()), new WebService(settings.deadline()), agents);
    List<EnforcementPoint> points = new Points(state, clock, runner, here).of(places, isGateway);
    return new Responder(folder, points, runner, book, settings, rules, journal, clock, chance);
  }

  /// Who hears what is done about leases, from [#start] on.
  public void tell(Notices who) {
    notices = who;
  }

  /// Where alarms are answered.
  public ResponseDesk desk() {
    return new ResponseDesk(folder, book, settings, rounds::canEnforce, clock, chance, this::wake);
  }

  /// What people do.
  public ByHand byHand() {
    return new ByHand(folder, rounds, book, settings, clock, chance);
  }

  /// Begins.
  public void start() {
    rounds.points().forEach(EnforcementPoint::open);
    thread = Thread.ofPlatform().daemon().name("weir-responder").start(this::run);
  }

  /// Something has changed: it is looked at once.
  public void wake() {
    lock.lock();
    try {
      isWanted = true;
      wanted.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!closing) {
        try (LeaseStore store = LeaseStore.open(folder)) {
          keep(store);
        } catch (SQLException e) {
          log.error("leases cannot be read, nothing is enforced anew: {}", e.getMessage());
          await(LONGEST_RETRY.dividedBy(10));
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was interrupted is gone on with first: nothing is known of a place before it was looked
  /// at once.
  private void keep(LeaseStore store) throws SQLException, InterruptedException {
    long seen = -1;
    Instant checked = Instant.MIN;
    while (!closing) {
      Instant now = clock.instant();
      boolean isChanged = pass(store, now);
      long version = store.version();
      boolean isDue = !checked.plus(settings.checkEvery()).isAfter(now);
      if (isChanged || takeWanted() || version != seen || isDue) {
        tellRules(store);
        round(store, rounds.points(), now);
        // Not what it is after the round: what came meanwhile is for the next one.
        seen = version;
        checked = now;
      } else {
        retry(store, now);
      }
      takeUp(store);
      await(LOOK_EVERY);
    }
  }

  /// One look at everything in the calling thread, for whoever plays it without a thread.
  void look(LeaseStore store) throws SQLException, InterruptedException {
    Instant now = clock.instant();
    pass(store, now);
    tellRules(store);
    round(store, rounds.points(), now);
    takeUp(store);
  }

  /// People are told first: whatever comes in between, they are told twice rather than never.
  private void takeUp(LeaseStore store) throws SQLException {
    LeaseNotices.tell(store, target -> rounds.aims().account(target), notices);
    LeaseJournal.takeUp(store, journal);
  }

  /// What rules may do now. Whoever is at it when more may be done about him is seen once more.
  private void tellRules(LeaseStore store) throws SQLException {
    List<Enabled> enabled = store.enabled();
    boolean isPaused = store.pause().isPresent();
    boolean isChanged = !enabled.equals(lastEnabled);
    if (isChanged) {
      rules.allow(enabled);
    }
    if (isChanged || wasPaused && !isPaused) {
      rules.askAgain();
    }
    lastEnabled = enabled;
    wasPaused = isPaused;
  }

  /// Lets phases pass whose time is over.
  ///
  /// @return whether any did
  private boolean pass(LeaseStore store, Instant now) throws SQLException {
    boolean isChanged = false;
    boolean isLetGo = false;
    for (Lease before : store.active()) {
      Lease after = before.at(now);
      if (after.phase() != before.phase()) {
        store.change(after, act(now, "response-" + word(after.phase()), after, after.reason()));
        log.info(
            "lease {}: {}: {} is {}",
            after.id(),
            after.target(),
            after.response(),
            after.phase().words());
        isChanged = true;
        isLetGo |= after.phase() == Phase.PROBATION;
      }
    }
    if (isLetGo) {
      rules.askAgain(); // Who has never stopped is met again at his next message.
    }
    return isChanged;
  }

  private static String word(Phase phase) {
    return phase.words().replace(' ', '-');
  }

  private void retry(LeaseStore store, Instant now) throws SQLException, InterruptedException {
    List<EnforcementPoint> due = new ArrayList<>(rounds.points());
    due.removeIf(point -> {
      Retry retry = retries.get(point.name());
      return retry == null || retry.at().isAfter(now);
    });
    if (!due.isEmpty()) {
      round(store, due, now);
    }
  }

  private void round(LeaseStore store, List<EnforcementPoint> some, Instant now)
      throws SQLException, InterruptedException {
    List<EnforcementPoint> left = rounds.over(store, some);
    for (EnforcementPoint point : some) {
      if (left.contains(point)) {
        retries.merge(
            point.name(),
            new Retry(now.plus(FIRST_RETRY), FIRST_RETRY),
            (before, _) -> before.longer(now));
      } else {
        retries.remove(point.name());
      }
    }
  }

  private LeaseAct act(Instant now, String what, Lease lease, String words) {
    return new LeaseAct(Id.next(chance), now, what, "weir", Optional.of(lease.id()), words);
  }

  private boolean takeWanted() {
    lock.lock();
    try {
      boolean was = isWanted;
      isWanted = false;
      return was;
    } finally {
      lock.unlock();
    }
  }

  private void await(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!isWanted && !closing && left > 0) {
        left = wanted.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// A step that runs is given its time; what it leaves undone the next start goes on with.
  @Override
  public void close() {
    closing = true;
    wake();
    Thread running = thread;
    if (running != null) {
      try {
        if (!running.join(CLOSE_WAIT)) {
          running.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    rounds.points().forEach(EnforcementPoint::close);
    runner.close();
  }
}
