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
  Act undo(Deeds.Order order, Act act, IntConsumer progress)
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
          case HOLD -> (batch, _) -> deeds.release(batch);
          case RELEASE -> (batch, _) -> deeds.hold(batch);
          case DELETE -> (batch, written) -> restore(act, batch, written);
          case UNDO -> throw new IllegalArgumentException("an undo is not undone");
        });
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
    results.putAll(deeds.release(loose));
    for (Found message : messages) {
      Act.Result result = results.get(message.id());
      boolean deleted =
          act.results().getOrDefault(message.id(), Act.Result.DONE) == Act.Result.DONE;
      if (deleted && (result == Act.Result.GONE || result == Act.Result.ANOTHER)) {
        boolean held = before.get(message.id()) == QueueState.HELD;
        results.put(message.id(), submit(act, message.id(), held, written));
      }
    }
    return results;
  }

  /// Before it is handed in it is written down that this is unsure, so that it is never handed in
  /// twice, wherever the process ends.
  private Act.Result submit(Act act, String id, boolean held, Deeds.Written written)
      throws IOException, InterruptedException {
    if (earlier.get(id) == Act.Result.UNSURE) {
      return Act.Result.UNSURE;
    }
    if (held && !send && !hand.takesHeld()) {
      return Act.Result.WAS_HELD;
    }
    if (!held || send) {
      pace.await(1);
    }
    written.add(Map.of(id, Act.Result.UNSURE));
    Act.Result result = submit(act, id, held);
    written.add(Map.of(id, result));
    return result;
  }

  /// What goes wrong with one message is its own result: the others go on.
  private Act.Result submit(Act act, String id, boolean held) throws InterruptedException {
    try {
      Optional<Evidence.Kept> kept = evidence.find(act.id(), id);
      if (kept.isEmpty() || !kept.get().all() || kept.get().recipients().isEmpty()) {
        return Act.Result.NOT_KEPT;
      }
      byte[] content = Files.readAllBytes(evidence.content(act.id(), id));
      if (held && !send) {
        return submitHeld(kept.get(), content);
      }
      hand.submit(kept.get(), content, false);
      return held ? Act.Result.SENT : Act.Result.DONE;
    } catch (IOException e) {
      log.warn("{} was not put back: {}", id, e.getMessage());
      return Act.Result.NOT_DONE;
    }
  }

  /// The queue tells whether it is held: where the mail server took it and did not hold it, it will
  /// be sent.
  private Act.Result submitHeld(Evidence.Kept kept, byte[] content)
      throws IOException, InterruptedException {
    Set<String> before = held();
    hand.submit(kept, content, true);
    try {
      return before.containsAll(held()) ? Act.Result.SENT : Act.Result.DONE;
    } catch (IOException e) { // it was taken: to try it again would be a second one
      log.warn("whether a message that was handed in is held is not known: {}", e.getMessage());
      return Act.Result.UNSURE;
    }
  }

  private Set<String> held() throws IOException {
    Set<String> ids = new HashSet<>();
    spool
        .format()
        .list(file -> {
          if (file.state() == QueueState.HELD) {
            ids.add(file.id());
          }
        });
    return ids;
  }
}
