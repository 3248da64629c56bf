package weir.cli.queue;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import weir.agent.queue.Act;
import weir.cli.output.Shown;
import weir.queues.QueueDesk;

/// What became of a deed, in words.
final class QueueResult {
  private QueueResult() {}

  static void print(Act act, QueueDesk desk, PrintWriter out) throws IOException {
    act.counts()
        .forEach(
            (result, count) -> out.println("%,7d  %s".formatted(count, words(act, result, desk))));
    if (act.counts().isEmpty()) {
      out.println("Nothing was left to do.");
    }
    if (act.kind() != Act.Kind.UNDO) {
      DeletedHeld.closing(act, desk, out);
    }
  }

  private static String words(Act act, Act.Result result, QueueDesk desk) {
    return switch (result) {
      case DONE ->
          switch (act.kind()) {
            case HOLD -> "held";
            case RELEASE -> "released";
            case DELETE -> "deleted, and kept as evidence in " + evidence(act, desk);
            case UNDO -> "put back";
          };
      case ALREADY -> already(act.kind());
      case SENT -> "handed in again to be sent, though they were held";
      case GONE -> "had left the queue before";
      case ANOTHER -> "left alone: another message has the id now";
      case NO_ROOM -> "held, not deleted: there is no room to keep them as evidence";
      case NOT_KEPT -> "cannot be put back: not kept any more, or not with all recipients";
      case WAS_HELD ->
          "not put back: they were held and would be sent now; weir queue undo %s --send hands them in; their octets are in %s"
              .formatted(act.undoes().orElse(act.id()), evidence(act, desk));
      case UNSURE ->
          "may be in the queue: they were handed in, and it is not known what came of it; not tried again";
      case STAYS -> "stay held: another response that is in force holds them";
      case NOT_DONE -> "not done: being delivered just now, or the mail server refused";
    };
  }

  private static String evidence(Act act, QueueDesk desk) {
    return Shown.text(desk.evidence(act.undoes().orElse(act.id())).toString());
  }

  private static String already(Act.Kind kind) {
    return switch (kind) {
      case HOLD -> "were held already";
      case RELEASE -> "were not held";
      case DELETE, UNDO -> "were so already";
    };
  }

  /// What became of those of an act that were not done, for a cell; empty where all were.
  static String others(Act act) {
    return act.counts().entrySet().stream()
        .filter(each -> each.getKey() != Act.Result.DONE)
        .map(each -> "%,d %s".formatted(each.getValue(), word(act.kind(), each.getKey())))
        .collect(Collectors.joining(", "));
  }

  private static String word(Act.Kind kind, Act.Result result) {
    return switch (result) {
      case DONE -> "done";
      case ALREADY -> already(kind);
      case SENT -> "were held, sent";
      case GONE -> "had left";
      case ANOTHER -> "have another's id";
      case NO_ROOM -> "held, no room";
      case NOT_KEPT -> "not kept";
      case WAS_HELD -> "were held, not put back";
      case UNSURE -> "unsure";
      case STAYS -> "stay held";
      case NOT_DONE -> "refused or busy";
    };
  }
}
