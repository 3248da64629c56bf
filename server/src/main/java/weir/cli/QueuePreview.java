package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.agent.queue.Found;
import weir.agent.queue.QueueScan;
import weir.queue.QueueState;
import weir.queues.QueueDesk;

/// What a deed would be done to: how much of whose, and the first ones.
final class QueuePreview {
  private static final int SENDERS = 20;
  private static final int EXAMPLES = 5;

  private QueuePreview() {}

  static void print(
      String word, QueueDesk desk, QueueScan.Result result, PrintWriter out, Style style)
      throws IOException {
    List<Found> messages = QueueTable.sorted(result.found());
    out.println(
        style.bold(
            "To %s in the queue of %s: %,d of %,d messages"
                .formatted(
                    word, desk.spool().folder(), messages.size(), result.progress().read())));
    out.println();
    who(messages, out, style);
    out.println();
    QueueTable.print(messages.subList(0, Math.min(EXAMPLES, messages.size())), out, style);
    if (messages.size() > EXAMPLES) {
      out.println("and %,d more".formatted(messages.size() - EXAMPLES));
    }
    out.println();
  }

  private record Share(String who, int messages, long recipients, int held) {
    Share and(Found it) {
      boolean isHeld = it.message().state() == QueueState.HELD;
      return new Share(
          who, messages + 1, recipients + it.message().recipients(), held + (isHeld ? 1 : 0));
    }
  }

  private static void who(List<Found> messages, PrintWriter out, Style style) {
    Map<String, Share> shares = new TreeMap<>();
    for (Found it : messages) {
      Share before = shares.getOrDefault(it.who(), new Share(it.who(), 0, 0, 0));
      shares.put(it.who(), before.and(it));
    }
    Table table = new Table("", "MESSAGES", "RECIPIENTS", "HELD NOW", "HANDED IN BY");
    shares.values().stream()
        .sorted(Comparator.comparingInt(Share::messages).reversed())
        .limit(SENDERS)
        .forEach(share ->
            table.row(
                "%,d".formatted(share.messages()),
                "%,d".formatted(share.recipients()),
                "%,d".formatted(share.held()),
                Shown.text(share.who())));
    table.print(out, style);
    if (shares.size() > SENDERS) {
      out.println("and %,d others".formatted(shares.size() - SENDERS));
    }
  }
}
