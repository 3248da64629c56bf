package weir.cli.accounts;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;
import weir.passages.Sender;

/// Who sent what, by old logs, for people.
record ReplayPage(PrintWriter out, Style style) {
  private static final int SAMPLE = 140;
  private static final int SAMPLES = 3;

  void print(ReplayCommand.Found found) {
    head(found);
    out.println();
    senders(found);
  }

  /// What was read, and how much of it is somebody's.
  void head(ReplayCommand.Found found) {
    out.println(
        "%,d lines of %s read: %,d messages to %,d recipients, %d %% of them a customer's"
            .formatted(
                found.lines(),
                found.read(),
                found.messages(),
                found.recipients(),
                100L * found.attributed() / Math.max(1, found.messages())));
    if (found.inbound() > 0) {
      out.println(
          "%,d more came from networks that are nobody's and no host's of yours: mail to you, or through a server that is open"
              .formatted(found.inbound()));
    }
    samples(found).forEach(out::println);
  }

  private void senders(ReplayCommand.Found found) {
    Table table =
        new Table(
            "",
            "ACCOUNT",
            "WHO",
            "BY",
            "MESSAGES",
            "RECIPIENTS",
            "BOUNCED",
            "FIRST",
            "LAST",
            "FROM",
            "SUBJECT");
    found.senders().forEach(sender -> row(table, sender));
    table.print(out, style);
    found.others().map(WhoPage::others).ifPresent(out::println);
  }

  /// Lines that were not understood; none where all were.
  static List<String> samples(ReplayCommand.Found found) {
    List<String> lines = new ArrayList<>();
    if (found.unknown() > 0) {
      lines.add("%,d lines were not understood, such as".formatted(found.unknown()));
      found.samples().stream()
          .limit(SAMPLES)
          .forEach(sample -> lines.add("  " + Shown.cut(sample, SAMPLE)));
    }
    return lines;
  }

  private static void row(Table table, Sender sender) {
    table.row(
        sender.account().map(Shown::text).orElse("nobody's"),
        sender.identity().map(Shown::text).orElse("-"),
        sender.channel(),
        "%,d".formatted(sender.messages()),
        "%,d".formatted(sender.recipients()),
        sender.bounced() + " %",
        Times.seconds(sender.first()),
        Times.seconds(sender.last()),
        WhoPage.from(sender),
        WhoPage.subject(sender));
    WhoPage.script(sender).ifPresent(table::under);
  }
}
