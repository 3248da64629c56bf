package weir.cli.queue;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import weir.agent.queue.Act;
import weir.agent.queue.Found;
import weir.queue.QueueState;
import weir.queues.QueueDesk;

/// What to know of messages that are held when they are deleted: to hand one in again is mostly to
/// send it.
final class DeletedHeld {
  private DeletedHeld() {}

  /// Before the question.
  static void preview(List<Found> messages, QueueDesk desk, PrintWriter out) throws IOException {
    int held = held(messages);
    if (held > 0 && desk.takesHeld()) {
      out.println(
          "%,d of these are held: weir queue undo puts them back held, and with --send it sends them."
              .formatted(held));
    } else if (held > 0) {
      out.println(
          "%,d of these are held: weir queue undo does not put them back, because this mail server takes no message in held; with --send it hands them in again, and they are sent."
              .formatted(held));
    }
  }

  /// Behind "undoes what was done", of an act that was interrupted.
  static String exception(String act, QueueDesk desk) throws IOException {
    return desk.takesHeld() || !isSomeHeld(act, desk)
        ? ""
        : "; what was held before and is deleted, with --send only";
  }

  private static boolean isSomeHeld(String act, QueueDesk desk) {
    try {
      return desk.acts().find(act).stream()
          .flatMap(it -> it.messages().stream())
          .anyMatch(each -> each.before() == QueueState.HELD);
    } catch (IOException _) {
      return true; // what interrupted it keeps its file from being read, too
    }
  }

  private static int held(List<Found> messages) {
    return (int)
        messages.stream().filter(each -> each.message().state() == QueueState.HELD).count();
  }

  /// The last lines of a deed: how it is undone.
  static void closing(Act act, QueueDesk desk, PrintWriter out) throws IOException {
    int held = act.deletedHeld();
    if (held == 0 || desk.takesHeld()) {
      out.println("This was act %s; weir queue undo %s undoes it.".formatted(act.id(), act.id()));
      if (held > 0) {
        out.println(
            "%,d of them were held, and come back held; with --send they are sent."
                .formatted(held));
      }
      return;
    }
    out.println(
        act.counts().getOrDefault(Act.Result.DONE, 0) == held
            ? "This was act %s. All of them were held.".formatted(act.id())
            : "This was act %s; weir queue undo %s undoes it, but for %,d that were held."
                .formatted(act.id(), act.id(), held));
    out.println(
        "Those that were held are handed in again by weir queue undo %s --send only, and are sent then: this mail server takes no message in held."
            .formatted(act.id()));
  }
}
