package weir.cli;

import java.io.PrintWriter;
import weir.agent.queue.Act;

/// What became of a deed, in words.
final class QueueResult {
  private QueueResult() {}

  static void print(Act act, PrintWriter out) {
    act.counts()
        .forEach(
            (result, count) -> out.println("%,7d  %s".formatted(count, words(act.kind(), result))));
    if (act.counts().isEmpty()) {
      out.println("Nothing was left to do.");
    }
    if (act.kind() != Act.Kind.UNDO) {
      out.println("This was act %s; weir queue undo %s undoes it.".formatted(act.id(), act.id()));
    }
  }

  private static String words(Act.Kind kind, Act.Result result) {
    return switch (result) {
      case DONE ->
          switch (kind) {
            case HOLD -> "held";
            case RELEASE -> "released";
            case DELETE -> "deleted, and kept as evidence";
            case UNDO -> "put back";
          };
      case GONE -> "had left the queue before";
      case ANOTHER -> "left alone: another message has the id now";
      case NO_ROOM -> "held, not deleted: there is no room to keep them as evidence";
      case NOT_KEPT -> "cannot be put back: not kept any more, or not with all recipients";
      case WAS_HELD ->
          "not put back: they were held and would be sent now; their octets are in the evidence folder";
      case UNSURE -> "may be in the queue: the undo was interrupted at them; not tried again";
      case NOT_DONE -> "not done: being delivered just now, or the mail server refused";
    };
  }
}
