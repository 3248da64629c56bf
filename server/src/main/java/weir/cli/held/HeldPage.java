package weir.cli.held;

import java.io.PrintWriter;
import weir.api.HeldLine;
import weir.cli.output.Points;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;

/// A held message on one screen.
record HeldPage(PrintWriter out, Style style) {

  /// The shortest name that stands for this copy: the first one goes by the bare id.
  static String name(HeldLine it) {
    return it.copy() == 1 ? it.id() : it.id() + "/" + it.copy();
  }

  void print(HeldLine it) {
    out.println(style.bold("Message " + it.id() + "/" + it.copy() + " ") + "is " + state(it));
    out.println();
    fact("received", Times.seconds(it.received()));
    it.until().ifPresent(until -> fact("kept until", Times.seconds(until) + ", at least"));
    fact(
        "client",
        it.client() + it.reverseName().map(name -> " (" + Shown.text(name) + ")").orElse(""));
    fact("helo", it.helo().isEmpty() ? "(not said)" : Shown.text(it.helo()));
    it.login().ifPresent(login -> fact("login", Shown.text(login)));
    fact("from", Shown.path(it.sender()));
    String label = "to";
    for (String recipient : it.recipients()) {
      fact(label, Shown.path(recipient));
      label = "";
    }
    fact("size", "%,d bytes".formatted(it.size()));
    it.subject().ifPresent(subject -> fact("subject", Shown.text(subject)));
    fact("next hop", Shown.text(it.hop()) + ", as it was then");
    sending(it);
    why(it);
  }

  private String state(HeldLine it) {
    return switch (it.state()) {
      case "held" -> style.doubtful("held");
      case "released" -> style.good("released");
      default -> it.state();
    };
  }

  private void sending(HeldLine it) {
    if (it.tries() > 0) {
      fact("tried", it.tries() == 1 ? "once" : it.tries() + " times");
    }
    it.nextTry().ifPresent(at -> fact("next try", Times.seconds(at)));
    if (!it.said().isEmpty()) {
      fact("last word", Shown.text(it.said()) + " (" + Times.seconds(it.changed()) + ")");
    }
  }

  private void why(HeldLine it) {
    heading("Why");
    out.println("  " + style.bold(it.because()) + "  " + Shown.text(it.reason()));
    fact(
        "verdict",
        "%s, by policy %s%s"
            .formatted(
                it.verdict(),
                Shown.text(it.policy()),
                it.score() == 0 ? "" : ", score " + Points.text(it.score())));
    for (HeldLine.Found found : it.found()) {
      String subject = found.subject().isEmpty() ? "" : " (" + Shown.text(found.subject()) + ")";
      String points = found.points() == 0 ? "" : ", " + Points.text(found.points()) + " points";
      out.println("    " + style.bold(found.id()) + subject + "  " + found.weight() + points);
      out.println("      " + Shown.text(found.meaning()));
      found.evidence().forEach(each -> out.println("      " + style.dim(Shown.text(each))));
    }
  }

  /// The header as it stands, each line made safe for a terminal.
  void header(String octets) {
    heading("Header");
    int end = octets.indexOf("\r\n\r\n");
    String header = end < 0 ? octets : octets.substring(0, end);
    header.lines().forEach(line -> out.println("  " + Shown.text(line.replace('\t', ' '))));
  }

  private void heading(String text) {
    out.println();
    out.println(style.bold(text));
  }

  private void fact(String name, String value) {
    out.println("  " + (name + " ".repeat(Math.max(1, 12 - name.length()))) + value);
  }
}
