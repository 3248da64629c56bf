package weir.cli.queue;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import weir.agent.queue.Found;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Sizes;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// Messages of the queue, a line each, the oldest first.
final class QueueTable {
  private static final int ADDRESS = 32;
  private static final int WHO = 28;
  private static final int SUBJECT = 40;

  private QueueTable() {}

  static List<Found> sorted(List<Found> messages) {
    return messages.stream()
        .sorted(
            Comparator.comparing((Found it) -> it.message().arrived().orElse(Instant.MAX))
                .thenComparing(Found::id))
        .toList();
  }

  static void print(List<Found> messages, PrintWriter out, Style style) {
    Table table = new Table("", "ID", "STATE", "ARRIVED", "BY", "FROM", "TO", "SIZE", "SUBJECT");
    for (Found it : messages) {
      table.row(
          it.id(),
          Json.word(it.message().state()),
          it.message().arrived().map(Times::seconds).orElse("?"),
          Shown.cut(it.who(), WHO),
          it.message().sender().map(sender -> Shown.cut("<" + sender + ">", ADDRESS)).orElse("?"),
          to(it),
          it.message().octets().isPresent() ? Sizes.text(it.message().octets().getAsLong()) : "?",
          Shown.cut(it.subject().orElse(""), SUBJECT));
    }
    table.print(out, style);
  }

  private static String to(Found it) {
    if (it.message().open().isEmpty()) {
      return "nobody";
    }
    String first = Shown.cut("<" + it.message().open().getFirst() + ">", ADDRESS);
    int more = it.message().recipients() - 1;
    return more == 0 ? first : first + " +" + more;
  }
}
