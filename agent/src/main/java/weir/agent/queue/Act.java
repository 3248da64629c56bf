package weir.agent.queue;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.queue.QueueState;

/// Something that was done to messages of a queue, as it is written down.
///
/// @param id by which it is undone
/// @param by the user
/// @param spool the queue
/// @param selection which messages, as the operator said it
/// @param undoes the act that it undoes
/// @param messages what was to be done with, in order
/// @param results what became of them, as far as it came
/// @param ended empty while it goes on, and when it was interrupted
public record Act(
    String id,
    Kind kind,
    String by,
    Instant at,
    Spool spool,
    String selection,
    Optional<String> undoes,
    List<Target> messages,
    Map<String, Result> results,
    Optional<Instant> ended) {

  public Act {
    messages = List.copyOf(messages);
    results = Map.copyOf(results);
  }

  /// What is done.
  public enum Kind {
    HOLD,
    RELEASE,
    DELETE,
    UNDO
  }

  /// What became of one message.
  public enum Result {
    /// It is as it was to be.
    DONE,
    /// It was so already, so nothing was done with it, and nothing of it is undone.
    ALREADY,
    /// It was held when it was deleted, and was handed in again to be sent.
    SENT,
    /// It had left the queue before.
    GONE,
    /// Another message has its id now.
    ANOTHER,
    /// There was no room to keep it as evidence, so it was held and not deleted.
    NO_ROOM,
    /// It cannot be put back: not kept, or not whole.
    NOT_KEPT,
    /// It was held when it was deleted, and the mail server takes no message in held: it would be
    /// sent.
    WAS_HELD,
    /// The process ended while it was handed in; it may be in the queue, and is not tried again.
    UNSURE,
    /// Something else still wants it held, so the undo left it as it is. It is tried again.
    STAYS,
    /// The mail server did not do it: it was being delivered just now, or the server refused.
    NOT_DONE;

    /// Whether nothing is left to do with it.
    public boolean isDone() {
      return this == DONE || this == ALREADY || this == SENT;
    }
  }

  /// A message as it was before.
  ///
  /// @param before as the act found it, or as it was chosen where the act has not come to it
  /// @param sender empty for the null sender
  /// @param who handed it in
  public record Target(
      String id, QueueState before, Optional<Instant> arrived, String sender, String who) {
    static Target of(Found found) {
      return new Target(
          found.id(),
          found.message().state(),
          found.message().arrived(),
          found.message().sender().orElse(""),
          found.who());
    }

    /// As it was found later.
    ///
    /// @param states by id; one that is not among them is as it was
    Target found(Map<String, QueueState> states) {
      return new Target(id, states.getOrDefault(id, before), arrived, sender, who);
    }
  }

  /// How many of those that were deleted had been held before.
  public int deletedHeld() {
    return kind != Kind.DELETE
        ? 0
        : (int)
            messages.stream()
                .filter(each -> each.before() == QueueState.HELD)
                .filter(each -> results.get(each.id()) == Result.DONE)
                .count();
  }

  /// How many messages came to each result.
  public Map<Result, Integer> counts() {
    Map<Result, Integer> counts = new EnumMap<>(Result.class);
    results.values().forEach(result -> counts.merge(result, 1, Integer::sum));
    return counts;
  }
}
