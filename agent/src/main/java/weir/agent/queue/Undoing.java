package weir.agent.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.queue.QueueFile;
import weir.queue.QueueState;
import weir.queue.QueuedMessage;

/// Takes acts back.
final class Undoing {
  private static final Logger log = LoggerFactory.getLogger(Undoing.class);

  /// Messages that are handed in held between two looks at what is held. Where the process ends in
  /// between, so many at most stay unsure.
  private static final int HELD_AT_ONCE = 50;

  private final Deeds deeds;
  private final Spool spool;
  private final Hand hand;
  private final Evidence evidence;
  private final Pace pace;
  private final Map<String, Act.Result> earlier;
  private final boolean send;

  /// @param earlier what undos of the act have come to before
  /// @param send whether what was held and deleted is handed in to be sent
  Undoing(
      Deeds deeds,
      Spool spool,
      Hand hand,
      Evidence evidence,
      Pace pace,
      Map<String, Act.Result> earlier,
      boolean send) {
    this.earlier = earlier;
    this.send = send;
    this.deeds = deeds;
    this.spool = spool;
    this.hand = hand;
    this.evidence = evidence;
    this.pace = pace;
  }

  /// Undoes an act, also one that was interrupted: what it held is released, what it released is
  /// held, what it deleted is handed in again from the evidence, under a new id.
  ///
  /// @param order of kind [Act.Kind#UNDO]
  /// @param staying ids of what a hold has held and is to go on being held
  Act undo(Deeds.Order order, Act act, Set<String> staying, IntConsumer progress)
      throws IOException, InterruptedException {
    List<Found> messages = new ArrayList<>();
    for (Act.Target target : act.messages()) {
      Act.Result undone = earlier.get(target.id());
      if (isMeant(act, target) && (undone == null || !undone.isDone())) {
        messages.add(found(target));
      }
    }
    return deeds.run(
        order,
        Optional.of(act.id()),
        messages,
        progress,
        switch (act.kind()) {
          case HOLD -> (batch, written) -> release(batch, staying, written);
          case RELEASE -> deeds::hold;
          case DELETE -> (batch, written) -> restore(act, batch, written);
          case UNDO -> throw new IllegalArgumentException("an undo is not undone");
        });
  }

  private Map<String, Act.Result> release(
      List<Found> messages, Set<String> staying, Deeds.Written written)
      throws IOException, InterruptedException {
    List<Found> loose = messages.stream().filter(it -> !staying.contains(it.id())).toList();
    Map<String, Act.Result> results = new LinkedHashMap<>();
    messages.forEach(it -> results.put(it.id(), Act.Result.STAYS));
    results.putAll(deeds.release(loose, written));
    return results;
  }

  /// What the act found as it was to be is left as it is.
  private static boolean isMeant(Act act, Act.Target target) {
    boolean held = target.before() == QueueState.HELD;
    boolean already = act.results().get(target.id()) == Act.Result.ALREADY;
    return switch (act.kind()) {
      case HOLD -> !held && !already;
      case RELEASE -> held && !already;
      case DELETE, UNDO -> true;
    };
  }

  /// A message by what was written down of it.
  private Found found(Act.Target target) {
    return new Found(
        new QueueFile(spool.folder(), target.id(), target.before(), Optional.empty()),
        new QueuedMessage(
            target.id(),
            target.before(),
            Optional.empty(),
            target.arrived(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(target.sender()),
            List.of(),
            List.of(),
            0,
            OptionalLong.empty()),
        Optional.empty(),
        List.of());
  }

  /// What the act had held and not yet deleted is released; what is gone comes from the evidence.
  private Map<String, Act.Result> restore(Act act, List<Found> messages, Deeds.Written written)
      throws IOException, InterruptedException {
    Map<String, Act.Result> results = new LinkedHashMap<>();
    List<Found> there = deeds.same(messages, results);
    Map<String, QueueState> before = new LinkedHashMap<>();
    act.messages().forEach(target -> before.put(target.id(), target.before()));
    List<Found> loose =
        there.stream().filter(it -> before.get(it.id()) != QueueState.HELD).toList();
    there.forEach(it -> results.put(it.id(), Act.Result.ALREADY));
    results.putAll(deeds.release(loose, written));
    List<String> asHeld = new ArrayList<>();
    for (Found message : messages) {
      Act.Result result = results.get(message.id());
      boolean deleted =
          act.results().getOrDefault(message.id(), Act.Result.DONE) == Act.Result.DONE;
      if (deleted && (result == Act.Result.GONE || result == Act.Result.ANOTHER)) {
        boolean held = before.get(message.id()) == QueueState.HELD;
        if (earlier.get(message.id()) == Act.Result.UNSURE) {
          results.put(message.id(), Act.Result.UNSURE);
        } else if (!held || send) {
          results.put(message.id(), submit(act, message.id(), held, written));
        } else if (hand.takesHeld()) {
          asHeld.add(message.id());
        } else {
          results.put(message.id(), Act.Result.WAS_HELD);
        }
      }
    }
    for (int from = 0; from < asHeld.size(); from += HELD_AT_ONCE) {
      List<String> some = asHeld.subList(from, Math.min(asHeld.size(), from + HELD_AT_ONCE));
      results.putAll(submitHeld(act, some, written));
    }
    return results;
  }

  private Act.Result submit(Act act, String id, boolean held, Deeds.Written written)
      throws IOException, InterruptedException {
    pace.await(1);
    Act.Result taken = handIn(act, id, false, written);
    Act.Result result = held && taken == Act.Result.DONE ? Act.Result.SENT : taken;
    written.add(Map.of(id, result));
    return result;
  }

  /// The queue tells whether they are held: those that the mail server took and did not hold will
  /// be sent. It is looked through before and behind all of them, and not for each.
  private Map<String, Act.Result> submitHeld(Act act, List<String> ids, Deeds.Written written)
      throws IOException, InterruptedException {
    Optional<Set<String>> before = held();
    Map<String, Act.Result> results = new LinkedHashMap<>();
    for (String id : ids) {
      results.put(id, before.isEmpty() ? Act.Result.NOT_DONE : handIn(act, id, true, written));
    }
    List<String> taken = ids.stream().filter(id -> results.get(id) == Act.Result.DONE).toList();
    if (before.isPresent() && !taken.isEmpty()) {
      Act.Result became = became(taken.size(), before.get());
      taken.forEach(id -> results.put(id, became));
    }
    written.add(results);
    return results;
  }

  /// What became of so many that were taken to be held. Which of them it were, where some are held
  /// and some are not, nobody can tell; to try one again would be a second one.
  private Act.Result became(int taken, Set<String> before) throws IOException {
    Optional<Set<String>> now = held();
    if (now.isEmpty()) {
      return Act.Result.UNSURE;
    }
    now.get().removeAll(before);
    if (now.get().isEmpty()) {
      return Act.Result.SENT;
    }
    return now.get().size() >= taken ? Act.Result.DONE : Act.Result.UNSURE;
  }

  /// Before it is handed in it is written down that this is unsure, so that it is never handed in
  /// twice, wherever the process ends. What goes wrong with one message is its own result: the
  /// others go on.
  ///
  /// @return done where the mail server took it
  private Act.Result handIn(Act act, String id, boolean held, Deeds.Written written)
      throws IOException, InterruptedException {
    written.add(Map.of(id, Act.Result.UNSURE));
    try {
      Optional<Evidence.Kept> kept = evidence.find(act.id(), id);
      if (kept.isEmpty() || !kept.get().all() || kept.get().recipients().isEmpty()) {
        return Act.Result.NOT_KEPT;
      }
      hand.submit(kept.get(), Files.readAllBytes(evidence.content(act.id(), id)), held);
      return Act.Result.DONE;
    } catch (IOException e) {
      log.warn("{} was not put back: {}", id, e.getMessage());
      return Act.Result.NOT_DONE;
    }
  }

  /// @return empty where the queue cannot be listed
  private Optional<Set<String>> held() {
    Set<String> ids = new HashSet<>();
    try {
      spool
          .format()
          .list(file -> {
            if (file.state() == QueueState.HELD) {
              ids.add(file.id());
            }
          });
      return Optional.of(ids);
    } catch (IOException e) {
      log.warn("what is held is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
