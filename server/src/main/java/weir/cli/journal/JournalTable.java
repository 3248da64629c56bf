package weir.cli.journal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.journal.Entry;

/// Journal entries, a line each.
final class JournalTable {
  private static final int ADDRESS = 32;
  private static final int REASON = 60;

  private JournalTable() {}

  static void print(List<Entry> entries, PrintWriter out, Style style) {
    Table table = new Table("", "TIME", "ID", "END", "CLIENT", "FROM", "TO", "WHY");
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Transaction it ->
            table.row(
                Times.seconds(it.at()),
                it.id(),
                it.outcome().word(),
                it.client().address().toString(),
                Shown.cut("<" + it.sender() + ">", ADDRESS),
                recipients(it),
                why(it));
        case Entry.Session it ->
            table.row(
                Times.seconds(it.at()),
                it.id(),
                "session",
                it.client().address().toString(),
                "",
                "",
                why(it));
        case Entry.Act it ->
            table.row(
                Times.seconds(it.at()),
                it.id(),
                "act",
                "",
                Shown.cut(it.by(), ADDRESS),
                "",
                act(it));
        case Entry.Gap _ -> {}
      }
    }
    table.print(out, style);
  }

  private static String recipients(Entry.Transaction it) {
    if (it.recipients().isEmpty()) {
      return "";
    }
    String first = Shown.cut("<" + it.recipients().getFirst().recipient() + ">", ADDRESS);
    int more = it.recipients().size() - 1;
    return more == 0 ? first : first + " +" + more;
  }

  private static String why(Entry.Transaction it) {
    return Decision.of(it.judged())
        .map(decision -> (delivered(it) ? refused(it) + held(it) : "") + decision.reason().id())
        .orElseGet(() ->
            switch (it.outcome()) {
              case DELIVERED, HELD -> findings(it.judged());
              case DEFERRED, REFUSED, CLOSED, ABANDONED, LOST -> Shown.cut(it.reply(), REASON);
            });
  }

  private static boolean delivered(Entry.Transaction it) {
    return it.outcome() == Entry.End.DELIVERED;
  }

  /// What decided about a message that was delivered, decided about some recipients of it only.
  private static String refused(Entry.Transaction it) {
    long refused = it.recipients().stream().filter(line -> !line.accepted()).count();
    return refused == 0
        ? ""
        : "%d of %d recipients refused: ".formatted(refused, it.recipients().size());
  }

  /// Likewise for those whose message is held.
  private static String held(Entry.Transaction it) {
    long held = it.recipients().stream().filter(line -> line.kept() == Entry.Kept.HELD).count();
    return held == 0 ? "" : "%d of %d held: ".formatted(held, it.recipients().size());
  }

  private static String why(Entry.Session it) {
    return Decision.of(it.judged())
        .map(decision -> decision.reason().id())
        .orElseGet(
            () -> Shown.cut(it.refusals().isEmpty() ? it.end() : it.refusals().getLast(), REASON));
  }

  private static String findings(List<Entry.Judged> judged) {
    String all =
        judged.stream()
            .flatMap(each -> each.verdict().weighed().stream())
            .map(each -> each.finding().id())
            .distinct()
            .collect(Collectors.joining(" "));
    return all.isEmpty() ? "" : "in spite of " + all;
  }

  private static String act(Entry.Act it) {
    String details =
        it.details().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
    return Shown.cut(it.what() + " " + details, REASON);
  }
}
