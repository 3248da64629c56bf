package weir.cli.connections;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import weir.agent.connections.Crowd;
import weir.agent.connections.Offender;
import weir.agent.connections.Offenders;
import weir.agent.connections.Watching;
import weir.agent.process.UserNames;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;

/// Offenders, and crowds of processes, for a person.
final class OffendersPage {
  private static final int MOST_CROWDS = 5;

  /// Fewer processes of a customer than this are no crowd.
  private static final int CROWD = 5;

  private static final int WIDEST = 60;

  private final PrintWriter out;
  private final Style style;
  private final UserNames users;

  OffendersPage(PrintWriter out, Style style, UserNames users) {
    this.out = out;
    this.style = style;
    this.users = users;
  }

  /// @param looked why the kernel did not tell of each; empty where it did
  void print(Offenders all, List<Offender> shown, List<Crowd> crowds, Optional<String> looked) {
    if (shown.isEmpty()) {
      out.println("Nobody had a connection to a mail port that leads out of this host.");
    } else {
      offenders(shown);
      int left = all.ranked().size() - shown.size();
      if (left > 0) {
        out.println(left + " more; --limit shows more of them.");
      }
    }
    looked.ifPresentOrElse(
        why ->
            out.println(
                "Looked every %d ms; what lived shorter can be missed. The kernel did not tell: %s."
                    .formatted(Watching.BETWEEN_LOOKS.toMillis(), Shown.text(why))),
        () -> out.println("The kernel told of each connection: none was missed."));
    if (all.isFull()) {
      out.println(
          "More than " + Offenders.MOST_CONNECTIONS + " connections: later ones do not count.");
    }
    crowds(crowds.stream().filter(crowd -> crowd.processes() >= CROWD).limit(MOST_CROWDS).toList());
  }

  private void offenders(List<Offender> shown) {
    Table table = new Table("", "CONNECTIONS", "TO", "PROCESSES", "USER", "SCRIPT OR PROGRAM");
    for (Offender each : shown) {
      table.row(
          Long.toString(each.connections()),
          each.destinations() + (each.destinations() == 1 ? " address" : " addresses"),
          Integer.toString(each.processes()),
          each.who().uid().map(users::shown).orElse("nobody any more"),
          MakerText.what(each.maker()));
      each.maker().ifPresent(maker -> table.under(MakerText.descent(maker)));
    }
    table.print(out, style);
  }

  private void crowds(List<Crowd> crowds) {
    if (crowds.isEmpty()) {
      return;
    }
    out.println();
    out.println("Most processes in a customer's folder:");
    Table table = new Table("  ", "PROCESSES", "USER", "FOLDER OF MOST", "SUCH AS");
    for (Crowd crowd : crowds) {
      table.row(
          Integer.toString(crowd.processes()),
          users.shown(crowd.uid()),
          Shown.text(crowd.folder()),
          Shown.cut(crowd.example().shown(), WIDEST));
    }
    table.print(out, style);
  }
}
