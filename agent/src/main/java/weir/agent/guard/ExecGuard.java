package weir.agent.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import weir.agent.guard.Executed.Outcome;
import weir.agent.kernel.ExecGate;
import weir.agent.process.Ancestry;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.agent.process.ScriptOfCaller;

/// Answers at a gate: one thread takes whoever comes, two look who it is and answer, and one
/// watches that each answer is there within [#DEADLINE]. Whoever is not answered by then goes on.
/// After [#MOST_LATE] late ones in a row the gate is opened for good: mail must not wait for us.
///
/// A process that stands still as a whole holds whoever comes meanwhile: whoever starts it has to
/// watch it, and to end it.
public final class ExecGuard implements AutoCloseable {
  /// Nobody waits for longer.
  public static final Duration DEADLINE = Duration.ofMillis(200);

  /// Late answers in a row after which the gate is opened.
  public static final int MOST_LATE = 3;

  /// Who waits to be looked at; further ones go on at once.
  static final int MOST_WAITING = 1_000;

  /// The same of one user; further ones of his are answered at once, and not looked at.
  static final int MOST_OF_USER = 32;

  private static final int LOOKERS = 2;
  private static final Duration LISTENING = Duration.ofMillis(100);
  private static final long WATCH_EVERY = 20; // ms

  private final ExecGate gate;
  private final Processes processes;
  private final ScriptFinder scripts;
  private final LongPredicate denied;
  private final Clock clock;
  private final Consumer<Executed> told;
  private final Duration deadline;
  private final BlockingQueue<Case> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Queue<Case> unanswered = new ConcurrentLinkedQueue<>();
  private final Map<Long, Integer> waitingOf = new ConcurrentHashMap<>();
  private final AtomicInteger lateInARow = new AtomicInteger();
  private final Thread listener;
  private volatile Optional<String> ended = Optional.empty();

  /// Threads that see that it is false do nothing more.
  private volatile boolean running = true;

  private record Case(
      ExecGate.Waiting at, long nanos, OptionalLong uid, AtomicBoolean isAnswered) {}

  private ExecGuard(
      ExecGate gate,
      Processes processes,
      ScriptFinder scripts,
      LongPredicate denied,
      Clock clock,
      Consumer<Executed> told,
      Duration deadline) {
    this.gate = gate;
    this.processes = processes;
    this.scripts = scripts;
    this.denied = denied;
    this.clock = clock;
    this.told = told;
    this.deadline = deadline;
    this.listener = Thread.ofPlatform().name("weir-guard-gate").daemon().unstarted(this::listen);
  }

  /// Guards files from now on.
  ///
  /// @param files of which [GuardedFile] has nothing against a gate; links are followed
  /// @param denied whether a user may not execute them now
  /// @param told of each exec after its answer, on a thread of ours: it must not wait
  /// @throws IOException where the kernel has no such gate, or it is not ours to make
  public static ExecGuard start(
      List<Path> files,
      Processes processes,
      ScriptFinder scripts,
      LongPredicate denied,
      Clock clock,
      Consumer<Executed> told)
      throws IOException {
    return start(files, processes, scripts, denied, clock, told, DEADLINE);
  }

  /// @param deadline [#DEADLINE], or longer where it does not matter who waits
  static ExecGuard start(
      List<Path> files,
      Processes processes,
      ScriptFinder scripts,
      LongPredicate denied,
      Clock clock,
      Consumer<Executed> told,
      Duration deadline)
      throws IOException {
    ExecGate gate = ExecGate.open();
    ExecGuard guard = new ExecGuard(gate, processes, scripts, denied, clock, told, deadline);
    try {
      // Whoever answers is there before anybody can come.
      Thread.ofPlatform().name("weir-guard-watch").daemon().start(guard::watch);
      for (int i = 0; i < LOOKERS; i++) {
        Thread.ofPlatform().name("weir-guard-" + i).daemon().start(guard::look);
      }
      guard.listener.start();
      for (Path file : files) {
        gate.watch(file);
      }
      return guard;
    } catch (IOException e) {
      guard.close();
      throw e;
    }
  }

  /// Why the gate is open; empty while it is guarded.
  public Optional<String> ended() {
    return ended;
  }

  /// The gate is this thread's to close: a descriptor that is closed while it is read can be
  /// another file's by then.
  private void listen() {
    try (gate) {
      while (running) {
        for (ExecGate.Waiting each : gate.read(LISTENING)) {
          take(new Case(each, System.nanoTime(), uid(each.pid()), new AtomicBoolean()));
        }
      }
      unanswered.forEach(each -> answer(each, true));
    } catch (IOException e) {
      open(String.valueOf(e.getMessage()));
    }
  }

  private OptionalLong uid(long pid) {
    return processes
        .status(pid)
        .map(it -> OptionalLong.of(it.users().real()))
        .orElse(OptionalLong.empty());
  }

  private void take(Case next) {
    int ofUser =
        next.uid().isEmpty() ? 0 : waitingOf.merge(next.uid().getAsLong(), 1, Integer::sum);
    unanswered.add(next);
    if (ofUser > MOST_OF_USER || !waiting.offer(next)) {
      answer(next, !isDenied(next));
    }
  }

  private void look() {
    Ancestry ancestry = new Ancestry(processes); // for one thread
    while (running) {
      try {
        Case next = waiting.poll(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null && running && !next.isAnswered().get()) {
          look(next, ancestry);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void look(Case next, Ancestry ancestry) {
    boolean isDenied = isDenied(next);
    Optional<HostProcess> caller = processes.read(next.at().pid());
    if (isDenied && !answerInTime(next, false)) { // the rest takes longer, and changes nothing
      return;
    }
    List<HostProcess> parents = caller.map(ancestry::of).orElse(List.of());
    Optional<Script> script =
        caller.flatMap(it -> ScriptOfCaller.of(scripts, it, parents)); // while it still is there
    if (isDenied || answerInTime(next, true)) {
      Outcome outcome = isDenied ? Outcome.DENIED : Outcome.PASSED;
      told.accept(
          new Executed(
              clock.instant(), next.at().pid(), next.uid(), caller, parents, script, outcome));
    }
  }

  private boolean isDenied(Case next) {
    return next.uid().isPresent() && denied.test(next.uid().getAsLong());
  }

  private boolean answerInTime(Case next, boolean mayGoOn) {
    boolean isInTime = answer(next, mayGoOn);
    if (isInTime) {
      lateInARow.set(0);
    }
    return isInTime;
  }

  /// @return whether nobody had answered before
  private boolean answer(Case next, boolean mayGoOn) {
    if (!next.isAnswered().compareAndSet(false, true)) {
      return false;
    }
    unanswered.remove(next);
    next.uid()
        .ifPresent(
            uid -> waitingOf.computeIfPresent(uid, (_, count) -> count > 1 ? count - 1 : null));
    try {
      gate.answer(next.at(), mayGoOn);
    } catch (IOException e) {
      open(String.valueOf(e.getMessage()));
    }
    return true;
  }

  private void watch() {
    while (running) {
      long now = System.nanoTime();
      for (Case each : new ArrayList<>(unanswered)) {
        if (now - each.nanos() > deadline.toNanos() && answer(each, true)) {
          late(each);
        }
      }
      try {
        Thread.sleep(WATCH_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        open("it was ended");
        return;
      }
    }
  }

  private void late(Case each) {
    if (lateInARow.incrementAndGet() >= MOST_LATE) {
      open(MOST_LATE + " answers in a row were not ready within " + deadline.toMillis() + " ms");
    }
    told.accept(
        new Executed(
            clock.instant(),
            each.at().pid(),
            each.uid(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Outcome.LATE));
  }

  private synchronized void open(String why) {
    if (ended.isEmpty()) {
      ended = Optional.of(why);
    }
    running = false;
  }

  /// Opens the gate; when this returns it is open.
  @Override
  public void close() {
    open("it was ended");
    try {
      listener.join(LISTENING.multipliedBy(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it opens within a tenth of a second
    }
  }
}
