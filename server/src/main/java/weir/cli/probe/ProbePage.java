package weir.cli.probe;

import java.io.PrintWriter;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.probe.Probed;
import weir.probe.Seen;

/// What a probe found out, for a person.
final class ProbePage {
  private static final int ANSWERS = 70;

  private ProbePage() {}

  static void print(Probed probed, PrintWriter out, Style style) {
    out.println(
        "%s at %s: %s"
            .formatted(probed.hop(), probed.address(), Shown.cut(probed.greeting(), ANSWERS)));
    out.println();
    Table table = new Table("", "IN THE MESSAGE", "THE HOP", "WEIR", "THE HOP'S WORDS");
    for (Seen seen : probed.variants()) {
      table.row(
          seen.variant(),
          (seen.outcome().isFooled() ? "! " : "  ") + seen.outcome().words(),
          seen.weir(),
          Shown.cut(seen.replies().isEmpty() ? "" : seen.replies().getFirst(), ANSWERS));
    }
    table.print(out, style);
    out.println();
    long fooled = probed.variants().stream().filter(seen -> seen.outcome().isFooled()).count();
    if (probed.fooled()) {
      out.println(
          style.bad("The hop was fooled by %d of %d.".formatted(fooled, probed.variants().size())));
      out.println(probed.cure() + ".");
    } else {
      out.println(style.good("The hop is strict: it sees no end where there is none."));
    }
    out.println(
        "%d messages with \"%s\" in the subject went to <%s>."
            .formatted(probed.messages(), probed.marker(), probed.recipient()));
  }
}
