package weir.lists;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.dns.Resolver;
import weir.net.IpAddress;
import weir.state.State;

/// Tests the lists over and over, takes out those that fail and takes them in again (decision 23).
public final class ListWatch implements AutoCloseable {
  /// How soon a list that could not tell is tested again, and how often a high rate of listings can
  /// ask for a test.
  static final Duration SOON = Duration.ofMinutes(1);

  /// How long the answers of a test are waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How often the loop looks at the clock.
  private static final Duration TICK = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(ListWatch.class);

  private final Lists lists;
  private final ListTest test;
  private final Samples samples;
  private final InstantSource clock;
  private final Map<String, Instant> tested = new ConcurrentHashMap<>();
  private final Map<String, Boolean> suspected = new ConcurrentHashMap<>();
  private final Object signal = new Object();
  private volatile Optional<Plan> plan = Optional.empty();
  private volatile boolean closed;

  /// What is tested, and against what.
  private record Plan(List<Watched> lists, List<IpAddress> controls, ListsSettings settings) {}

  /// @param state where samples of clients long good are kept
  public ListWatch(
      Lists lists, Resolver resolver, State state, InstantSource clock, RandomGenerator chance) {
    this.lists = lists;
    this.test = new ListTest(resolver, chance);
    this.samples = new Samples(resolver, state, chance);
    this.clock = clock;
    lists.whenSuspected(this::suspect);
  }

  /// Takes over what a configuration says. A list that is no longer named keeps its record.
  ///
  /// @param own addresses of ours, added to the control addresses of the settings
  public void use(List<Watched> named, ListsSettings settings, List<IpAddress> own) {
    List<IpAddress> controls =
        Stream.concat(settings.control().stream(), own.stream())
            .filter(address -> !address.isReserved())
            .distinct()
            .limit(ListsSettings.MOST_CONTROLS)
            .toList();
    plan = Optional.of(new Plan(List.copyOf(named), controls, settings));
    wake();
  }

  /// What is known of the lists that the configuration names, in the order of names.
  public List<ListRecord.Figures> named() {
    Set<String> zones =
        plan.map(Plan::lists).orElse(List.of()).stream()
            .map(Watched::zone)
            .collect(Collectors.toSet());
    return lists.all().stream().filter(list -> zones.contains(list.zone())).toList();
  }

  /// Begins to test, on a thread of its own.
  public void start() {
    Thread.ofVirtual().name("lists").start(this::loop);
  }

  private void loop() {
    while (!closed) {
      try {
        var _ = round();
        synchronized (signal) {
          if (suspected.isEmpty()) {
            signal.wait(TICK.toMillis());
          }
        }
      } catch (InterruptedException _) {
        return;
      } catch (OutOfMemoryError none) {
        log.warn("lists are not tested now, no thread can be made: {}", none.toString());
      }
    }
  }

  private void suspect(String zone) {
    Instant last = tested.get(zone);
    boolean tooSoon = last != null && clock.instant().isBefore(last.plus(SOON));
    if (!tooSoon && suspected.put(zone, true) == null) {
      wake();
    }
  }

  private void wake() {
    synchronized (signal) {
      signal.notifyAll();
    }
  }

  /// Begins to test whatever is due, each on a thread of its own: a dead list must not keep the
  /// others waiting.
  List<Thread> round() {
    Set<String> wanted = Set.copyOf(suspected.keySet());
    suspected.keySet().removeAll(wanted);
    return plan.filter(now -> now.settings.watch())
        .map(now -> begin(now, wanted))
        .orElse(List.of());
  }

  private List<Thread> begin(Plan now, Set<String> wanted) {
    List<Thread> begun = new ArrayList<>();
    for (Watched list : now.lists) {
      if (isDue(list, now, wanted.contains(list.zone()))) {
        tested.put(list.zone(), clock.instant());
        begun.add(Thread.startVirtualThread(() -> tryOut(list, now)));
      }
    }
    return begun;
  }

  private void tryOut(Watched list, Plan now) {
    try {
      var _ = test(list, now);
    } catch (RuntimeException defect) {
      log.error("testing list {} failed", list.zone(), defect);
    }
  }

  private boolean isDue(Watched list, Plan now, boolean wanted) {
    Instant last = tested.get(list.zone());
    Instant time = clock.instant();
    if (last == null || last.isAfter(time)) {
      return true; // never, or before the clock was set back
    }
    boolean soon =
        wanted || lists.of(list.zone()).standing().state() == ListStanding.State.DOUBTFUL;
    return !time.isBefore(last.plus(soon ? SOON : now.settings.every()));
  }

  /// Tests this list now, whatever is due.
  ///
  /// @return what came of it; empty where the configuration names no such list
  public Optional<TestResult> test(String zone) {
    return plan.flatMap(now ->
        now.lists.stream()
            .filter(list -> list.zone().equals(zone))
            .findFirst()
            .map(list -> test(list, now)));
  }

  private TestResult test(Watched list, Plan now) {
    Instant begun = clock.instant();
    tested.put(list.zone(), begun);
    Instant deadline = begun.plus(PATIENCE);
    Samples.Asked asked = samples.ask(list, now.settings.longGood(), begun);
    TestResult points = test.test(list, now.controls, deadline);
    Samples.Heard sample = asked.hear(deadline);
    TestResult result = TestResult.worse(points, sample.result());
    settle(lists.of(list.zone()), result, sample);
    return result;
  }

  /// A sample changes only between two good tests: what a list says while it may be dying never
  /// decides who is asked about.
  private synchronized void settle(ListRecord list, TestResult result, Samples.Heard sample) {
    Instant now = clock.instant();
    ListStanding before = list.standing();
    ListStanding after = before.after(result, now);
    list.standing(after);
    list.sampled(sample.figures());
    if (before.state() == ListStanding.State.GOOD && after.state() == ListStanding.State.GOOD) {
      samples.keep(sample, now);
    }
    if (after.out() && !before.out()) {
      log.warn(
          "list {} is taken out and lists nobody until it is sound: {}", list.zone(), after.why());
    } else if (before.out() && !after.out()) {
      log.info("list {} is sound again and in use", list.zone());
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
  }
}
