package weir.agent.queue;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.queue.QueueState;

/// Holds, releases and deletes messages: what will be done is on disk first, each step is seen in
/// the queue afterwards, and all of it can be undone. What is deleted was held before, was read
/// again to be sure that it is the same message, and is kept as evidence.
public final class Deeds {
  /// Messages that go through a program of the mail server at once.
  private static final int BATCH = 500;

  private final Spool spool;
  private final QueueFormat format;
  private final Hand hand;
  private final Acts acts;
  private final Evidence evidence;
  private final Pace pace;
  private final InstantSource clock;

  /// @param pace of what goes back into delivery
  public Deeds(
      Spool spool, Hand hand, Acts acts, Evidence evidence, Pace pace, InstantSource clock) {
    this.spool = spool;
    this.format = spool.format();
    this.hand = hand;
    this.acts = acts;
    this.evidence = evidence;
    this.pace = pace;
    this.clock = clock;
  }

  /// Who does what, and why these messages.
  ///
  /// @param id a new one
  public record Order(String id, Act.Kind kind, String by, String selection) {}

  /// What is done with some messages.
  interface Step {
    /// @param written writes down at once what became of a message
    Map<String, Act.Result> run(List<Found> messages, Written written)
        throws IOException, InterruptedException;
  }

  /// Writes down, durably, what a step finds and does.
  interface Written {
    /// What became of messages.
    void add(Map<String, Act.Result> results) throws IOException;

    /// Messages as they are now, before anything is done with them.
    void found(List<Found> messages) throws IOException;
  }

  /// Carries out a hold, a release or a deletion.
  ///
  /// @param progress is told how many messages are through
  /// @throws IOException when the mail server or the disk refuses; what was done until then is
  ///   written down
  public Act run(Order order, List<Found> messages, IntConsumer progress)
      throws IOException, InterruptedException {
    evidence.expire(clock.instant());
    return run(
        order,
        Optional.empty(),
        messages,
        progress,
        switch (order.kind()) {
          case HOLD -> this::hold;
          case RELEASE -> this::release;
          case DELETE -> (batch, written) -> delete(order.id(), batch, written);
          case UNDO -> throw new IllegalArgumentException("an undo names an act");
        });
  }

  Act run(
      Order order, Optional<String> undoes, List<Found> messages, IntConsumer progress, Step step)
      throws IOException, InterruptedException {
    Act act =
        new Act(
            order.id(),
            order.kind(),
            order.by(),
            clock.instant(),
            spool,
            order.selection(),
            undoes,
            messages.stream().map(Act.Target::of).toList(),
            Map.of(),
            Optional.empty());
    try (RunningAct running = new RunningAct(act, acts.begin(act))) {
      int batch = order.kind() == Act.Kind.RELEASE ? pace.batch() : BATCH;
      for (int from = 0; from < messages.size(); from += batch) {
        List<Found> some = messages.subList(from, Math.min(messages.size(), from + batch));
        running.add(step.run(some, running));
        progress.accept(from + some.size());
      }
      return running.end(clock.instant());
    }
  }

  /// The message as it is now, when it is still the same one.
  private sealed interface Now {
    record Same(Found found) implements Now {}

    record Not(Act.Result why) implements Now {}
  }

  private Now now(Found before) throws IOException {
    Optional<QueueFile> file = format.find(before.id());
    if (file.isEmpty()) {
      return new Now.Not(Act.Result.GONE);
    }
    return switch (format.read(file.get())) {
      case QueueRead.Gone() -> new Now.Not(Act.Result.GONE);
      case QueueRead.Unfinished() -> new Now.Not(Act.Result.NOT_DONE);
      case QueueRead.Broken(_) -> new Now.Not(Act.Result.NOT_DONE);
      case QueueRead.Whole whole -> {
        try (whole) {
          boolean same =
              whole.message().sender().equals(before.message().sender())
                  && whole.message().arrived().equals(before.message().arrived());
          yield same
              ? new Now.Same(
                  new Found(file.get(), whole.message(), before.subject(), before.scripts()))
              : new Now.Not(Act.Result.ANOTHER);
        }
      }
    };
  }

  /// Those that are still the same; what became of the others is put into the results.
  List<Found> same(List<Found> messages, Map<String, Act.Result> results) throws IOException {
    List<Found> same = new ArrayList<>();
    for (Found message : messages) {
      switch (now(message)) {
        case Now.Same(var found) -> same.add(found);
        case Now.Not(var why) -> results.put(message.id(), why);
      }
    }
    return same;
  }

  Map<String, Act.Result> hold(List<Found> messages, Written written)
      throws IOException, InterruptedException {
    Map<String, Act.Result> results = new LinkedHashMap<>();
    List<Found> same = same(messages, results);
    written.found(same);
    same.forEach(it -> results.put(it.id(), Act.Result.ALREADY));
    List<Found> loose = same.stream().filter(it -> !isHeld(it)).toList();
    if (!loose.isEmpty()) {
      hand.hold(loose);
    }
    look(loose, QueueState.HELD, results);
    return results;
  }

  private static boolean isHeld(Found message) {
    return message.message().state() == QueueState.HELD;
  }

  /// Looks what became of messages.
  private void look(List<Found> messages, QueueState wanted, Map<String, Act.Result> results)
      throws IOException {
    for (Found message : messages) {
      results.put(
          message.id(),
          switch (now(message)) {
            case Now.Same(var found) ->
                isHeld(found) == (wanted == QueueState.HELD)
                    ? Act.Result.DONE
                    : Act.Result.NOT_DONE;
            case Now.Not(var why) -> why;
          });
    }
  }

  /// What was released may have been delivered before anybody looks.
  Map<String, Act.Result> release(List<Found> messages, Written written)
      throws IOException, InterruptedException {
    pace.await(messages.size());
    Map<String, Act.Result> results = new LinkedHashMap<>();
    List<Found> same = same(messages, results);
    written.found(same);
    same.forEach(it -> results.put(it.id(), Act.Result.ALREADY));
    List<Found> held = same.stream().filter(Deeds::isHeld).toList();
    if (!held.isEmpty()) {
      hand.release(held);
    }
    look(held, QueueState.WAITING, results);
    held.forEach(it -> results.replace(it.id(), Act.Result.GONE, Act.Result.DONE));
    held.forEach(it -> results.replace(it.id(), Act.Result.ANOTHER, Act.Result.DONE));
    return results;
  }

  private Map<String, Act.Result> delete(String act, List<Found> messages, Written written)
      throws IOException, InterruptedException {
    Map<String, Act.Result> results = hold(messages, written);
    long room = evidence.room();
    List<Found> kept = new ArrayList<>();
    for (Found message : messages) {
      Act.Result held = results.get(message.id());
      if (held != Act.Result.DONE && held != Act.Result.ALREADY) {
        continue;
      }
      switch (now(message)) {
        case Now.Not(var why) -> results.put(message.id(), why);
        case Now.Same(var found) -> {
          Optional<Long> octets = keep(act, found, room);
          if (octets.isPresent()) {
            room -= octets.get();
            kept.add(found);
          } else {
            results.put(message.id(), Act.Result.NO_ROOM);
          }
        }
      }
    }
    if (!kept.isEmpty()) {
      evidence.settle(act);
      hand.delete(kept);
    }
    for (Found message : kept) {
      boolean gone = format.find(message.id()).isEmpty();
      results.put(message.id(), gone ? Act.Result.DONE : Act.Result.NOT_DONE);
    }
    return results;
  }

  private Optional<Long> keep(String act, Found message, long room) throws IOException {
    QueueRead read = format.read(message.file());
    if (!(read instanceof QueueRead.Whole whole)) {
      return Optional.empty();
    }
    try (whole) {
      return evidence.keep(act, whole, room);
    }
  }

  /// Undoes an act, also one that was interrupted: what it held is released, what it released is
  /// held, what it deleted is handed in again from the evidence, under a new id. What an earlier
  /// undo of it has done is left out. What was held and deleted is handed in held; it is not handed
  /// in where the mail server cannot do that: it would be sent.
  ///
  /// @param order of kind [Act.Kind#UNDO]
  public Act undo(Order order, Act act, IntConsumer progress)
      throws IOException, InterruptedException {
    return undo(order, act, false, progress);
  }

  /// Undoes an act, as [#undo(Order, Act, IntConsumer)] does.
  ///
  /// @param send whether what was held and deleted is handed in to be sent
  public Act undo(Order order, Act act, boolean send, IntConsumer progress)
      throws IOException, InterruptedException {
    try (Closeable _ = acts.undoing(act.id())) {
      Map<String, Act.Result> before = acts.undone(act.id());
      return new Undoing(this, spool, hand, evidence, pace, before, send)
          .undo(order, act, Set.of(), progress);
    }
  }

  /// Undoes a hold but for some messages, which stay held: their result is [Act.Result#STAYS], and
  /// a later undo comes to them again.
  ///
  /// @param staying their ids
  public Act undo(Order order, Act act, Set<String> staying, IntConsumer progress)
      throws IOException, InterruptedException {
    if (act.kind() != Act.Kind.HOLD) {
      throw new IllegalArgumentException("only a hold is undone in part, and not " + act.kind());
    }
    try (Closeable _ = acts.undoing(act.id())) {
      return new Undoing(this, spool, hand, evidence, pace, acts.undone(act.id()), false)
          .undo(order, act, staying, progress);
    }
  }
}
