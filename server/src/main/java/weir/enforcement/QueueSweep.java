package weir.enforcement;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.queue.Act;
import weir.agent.queue.Acts;
import weir.agent.queue.Deeds;
import weir.agent.queue.Found;
import weir.agent.queue.Pace;
import weir.agent.queue.Programs;
import weir.agent.queue.Wanted;
import weir.journal.Id;
import weir.queue.QueuedMessage;
import weir.queues.QueueDesk;
import weir.response.Target;

/// What lay in the queue already when a hold begins is held once, and let go when the hold ends.
/// Each sweep is an act of `weir queue`, found again by its selection, such as `lease
/// 7fkq0zrt2m5xa: login:anna@example.net`. For one thread.
public final class QueueSweep {
  private static final Logger log = LoggerFactory.getLogger(QueueSweep.class);

  /// Messages that are read and held at once.
  private static final int AT_ONCE = 10_000;

  private static final String WHO = "weir";

  /// The mail server paces its deliveries itself, and other responses wait for the end of this one.
  private static final Pace AT_ONCE_AGAIN = new Pace(60_000, _ -> {});

  private final Supplier<QueueDesk> desk;
  private final HostNames names;
  private final RandomGenerator chance;

  /// @param desk of the queue, as the settings say now
  /// @param programs of the queue's host
  /// @param chance for the ids of acts
  public QueueSweep(Supplier<QueueDesk> desk, Programs programs, RandomGenerator chance) {
    this.desk = desk;
    this.names = new HostNames(programs);
    this.chance = chance;
  }

  /// The step that holds what lies in the queue of a target. Carried out once more it holds what
  /// was left.
  public Step hold(String lease, Target target) {
    return new Step.Act(
        "in the queue: hold what %s has in it".formatted(target), () -> holdAll(lease, target));
  }

  /// The step that lets go what was held so and nobody has touched since. What another target that
  /// is still held has handed in stays, and is let go with that one.
  ///
  /// @param held the targets that the place holds when the step is carried out
  public Step letGo(Target target, Others held) {
    return new Step.Act(
        "in the queue: let go what was held of %s when its hold began".formatted(target),
        () -> letAllGo(target, held));
  }

  /// Whom a place holds.
  @FunctionalInterface
  interface Others {
    List<Target> now() throws IOException, InterruptedException;
  }

  private static String selection(String lease, Target target) {
    return "lease " + lease + ": " + target.text();
  }

  /// What is being delivered just now cannot be held, and may lie there again in a moment.
  private void holdAll(String lease, Target target) throws IOException, InterruptedException {
    Wanted wanted = Wanted.notHeld(by(List.of(target)));
    List<Found> found = desk.get().scan(wanted, AT_ONCE, _ -> {}).found();
    while (!found.isEmpty()) {
      Deeds.Order order =
          new Deeds.Order(Id.next(chance), Act.Kind.HOLD, WHO, selection(lease, target));
      Act act = desk.get().deeds().run(order, found, _ -> {});
      log.info("lease {}: act {} in the queue: {}", lease, act.id(), act.counts());
      if (!act.counts().containsKey(Act.Result.DONE)) {
        throw new IOException(
            "%,d messages of %s are being delivered just now".formatted(found.size(), target));
      }
      found = desk.get().scan(wanted, AT_ONCE, _ -> {}).found();
    }
  }

  private void letAllGo(Target target, Others held) throws IOException, InterruptedException {
    List<Target> others = held.now().stream().filter(it -> !it.equals(target)).toList();
    Predicate<QueuedMessage> its = by(List.of(target));
    Predicate<QueuedMessage> theirs = by(others);
    List<Act> all = desk.get().acts().all();
    Set<String> undone = Acts.undone(all);
    int left = 0;
    for (Act act : all) {
      if (isSweep(act) && !undone.contains(act.id())) {
        if (isOf(act, target)) {
          left += undo(act, others.isEmpty() ? Set.of() : held(act, theirs));
        } else if (isLeftOver(act, all) && others.stream().noneMatch(it -> isOf(act, it))) {
          Set<String> going = held(act, its.and(theirs.negate()));
          Set<String> staying = new HashSet<>(ids(act));
          staying.removeAll(going);
          left += going.isEmpty() ? 0 : undo(act, staying);
        }
      }
    }
    if (left > 0) {
      throw new IOException("%,d messages of %s are still held".formatted(left, target));
    }
  }

  /// Whether its own hold has ended, and some of its messages stayed for the sake of another one.
  ///
  /// @param all acts, the newest first
  private static boolean isLeftOver(Act act, List<Act> all) {
    return all.stream()
        .filter(it -> it.undoes().filter(act.id()::equals).isPresent())
        .findFirst()
        .filter(it -> it.ended().isEmpty() || it.counts().containsKey(Act.Result.STAYS))
        .isPresent();
  }

  private static Set<String> ids(Act act) {
    return act.messages().stream().map(Act.Target::id).collect(Collectors.toSet());
  }

  /// Ids of its messages that are held now and are meant.
  private Set<String> held(Act act, Predicate<QueuedMessage> meant)
      throws IOException, InterruptedException {
    return desk.get().scan(Wanted.held(ids(act), meant), AT_ONCE, _ -> {}).found().stream()
        .map(Found::id)
        .collect(Collectors.toSet());
  }

  /// @return how many were to be let go and could not be
  private int undo(Act act, Set<String> staying) throws IOException, InterruptedException {
    Act undo =
        desk.get()
            .deeds(AT_ONCE_AGAIN)
            .undo(
                new Deeds.Order(Id.next(chance), Act.Kind.UNDO, WHO, act.selection()),
                act,
                staying,
                _ -> {});
    log.info("act {} in the queue undoes {}: {}", undo.id(), act.id(), undo.counts());
    return undo.counts().getOrDefault(Act.Result.NOT_DONE, 0);
  }

  private Predicate<QueuedMessage> by(Collection<Target> targets)
      throws IOException, InterruptedException {
    Predicate<QueuedMessage> any = _ -> false;
    for (Target target : targets) {
      for (Target name : names.of(target)) {
        any = any.or(HandedIn.by(name));
      }
    }
    return any;
  }

  private static boolean isSweep(Act act) {
    return act.kind() == Act.Kind.HOLD
        && act.by().equals(WHO)
        && act.selection().startsWith("lease ");
  }

  private static boolean isOf(Act act, Target target) {
    return act.selection().endsWith(": " + target.text());
  }
}
