package weir.cli.queue;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import weir.agent.queue.Found;
import weir.agent.queue.QueueScan;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.queues.QueueDesk;
import weir.queues.QueueOwners;

/// What a deed would be done to: how much of whose, and the first ones.
final class QueuePreview {
  private static final int SHARES = 20;
  private static final int EXAMPLES = 5;

  private QueuePreview() {}

  static void print(
      String word,
      QueueDesk desk,
      QueueScan.Result result,
      QueueOwners owners,
      PrintWriter out,
      Style style)
      throws IOException {
    List<Found> messages = QueueTable.sorted(result.found());
    out.println(
        style.bold(
            "To %s in the queue of %s: %,d of %,d messages"
                .formatted(
                    word, desk.spool().folder(), messages.size(), result.progress().read())));
    out.println();
    who(QueueShare.of(messages, owners), out, style);
    out.println();
    QueueTable.print(messages.subList(0, Math.min(EXAMPLES, messages.size())), out, style);
    if (messages.size() > EXAMPLES) {
      out.println("and %,d more".formatted(messages.size() - EXAMPLES));
    }
    out.println();
  }

  private static void who(List<QueueShare> shares, PrintWriter out, Style style) {
    Table table = new Table("", "MESSAGES", "RECIPIENTS", "HELD NOW", "ACCOUNT", "HANDED IN BY");
    shares.stream()
        .sorted(Comparator.comparingInt(QueueShare::messages).reversed())
        .limit(SHARES)
        .forEach(share ->
            table.row(
                "%,d".formatted(share.messages()),
                "%,d".formatted(share.recipients()),
                "%,d".formatted(share.held()),
                share.name(),
                share.hands()));
    table.print(out, style);
    if (shares.size() > SHARES) {
      out.println("and %,d others".formatted(shares.size() - SHARES));
    }
  }
}
