package weir.cli.fence;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weir.agent.fence.Capability;
import weir.agent.fence.CountedTries;
import weir.agent.fence.Fence;
import weir.agent.fence.FenceFinding;
import weir.agent.fence.Standing;
import weir.agent.fence.UserClass;
import weir.agent.fence.UserClasses;
import weir.agent.process.UserNames;
import weir.cli.output.Filled;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Table;
import weir.cli.output.Times;

/// The fence for a person.
final class FencePage {
  private static final int WIDTH = 100;
  private static final int INDENT = 10;

  private final PrintWriter out;
  private final Style style;
  private final UserNames users;

  FencePage(PrintWriter out, Style style, UserNames users) {
    this.out = out;
    this.style = style;
    this.users = users;
  }

  void wanted(Fence fence, Path file) {
    out.println(style.bold("Wanted, by " + file));
    field("enforced", ports(fence.enforced()));
    field("observed", ports(fence.observed()));
    List<String> permitted =
        fence.permitted().stream().map(each -> each.servers() + " port " + each.port()).toList();
    field("permitted", permitted.isEmpty() ? "nobody" : String.join(", ", permitted));
    field("exempt", exempt(fence));
    field("guests", fence.forwarded() ? "held, too" : "let through");
    out.println();
  }

  private String exempt(Fence fence) {
    List<String> all = new ArrayList<>(fence.exemptUsers().stream().map(users::shown).toList());
    fence.exemptGroups().forEach(group -> all.add("group " + group));
    fence.exemptCgroups().forEach(group -> all.add("control group " + group));
    return all.isEmpty() ? "nobody" : String.join(", ", all);
  }

  void capabilities(List<Capability> all) {
    out.println(style.bold("This host"));
    for (Capability each : all) {
      String word = each.works() ? style.good("can") : style.doubtful("cannot");
      out.println(
          "  " + word + " ".repeat(INDENT - (each.works() ? 3 : 6)) + Shown.text(each.says()));
    }
    out.println();
  }

  private static String ports(Collection<?> numbers) {
    return numbers.isEmpty()
        ? "none"
        : String.join(", ", numbers.stream().map(Object::toString).toList());
  }

  void standing(Optional<Standing> standing) {
    if (standing.isEmpty()) {
      out.println(style.bold("Now") + "\n  There is no fence on this host.");
      out.println();
      return;
    }
    Standing it = standing.get();
    out.println(style.bold("Now"));
    field("state", state(it));
    field("enforced", ports(it.enforced()));
    field("observed", ports(it.observed()));
    field("allowed", it.allowed() + " connections to permitted servers");
    field("denied", it.denied() + " held; refused when they came again: " + it.again());
    field("seen", it.seen() + " at observed ports, let through");
    if (it.unlogged() > 0) {
      field(
          "loud",
          it.unlogged() + " held were counted only: their users tried too often to be named");
    }
    if (!it.blocked().isEmpty()) {
      field("blocked", String.join(", ", it.blocked().stream().map(users::shown).toList()));
    }
    out.println();
  }

  private String state(Standing standing) {
    if (!standing.isArmed()) {
      return style.bad("it was not confirmed in time, and lets all through");
    }
    if (standing.isFormer()) {
      return style.doubtful(
          "holds as it was confirmed before: the last apply was not confirmed in time");
    }
    return standing
        .timer()
        .map(left -> style.doubtful("waits to be confirmed, " + left + " more"))
        .orElseGet(() -> style.good(standing.enforced().isEmpty() ? "observes" : "holds"));
  }

  /// @param isThere whether there is still a table of ours
  void drifted(boolean isThere) {
    out.println(
        isThere
            ? style.bad("Somebody else changed its rules since they were applied.")
                + " weir fence apply puts them right."
            : style.bad("It was applied, and somebody else took it away.")
                + " weir fence apply puts it up again.");
    out.println();
  }

  void book(Standing standing, UserClasses classes) {
    if (standing.book().isEmpty()) {
      return;
    }
    Table table = new Table("", "USER", "PORT", "TRIES", "WERE", "IS PROBABLY");
    standing.book().stream()
        .sorted(Comparator.comparingLong(Standing.Count::packets).reversed())
        .forEach(each ->
            table.row(
                users.shown(each.uid()),
                Integer.toString(each.port()),
                Long.toString(each.packets()),
                each.held() ? "held" : "let through",
                classes.of(each.uid()).kind().words()));
    table.print(out, style);
    out.println(
        "Tries of the last eight days; those to permitted servers and of exempt users are not counted here.");
  }

  /// Everybody who was counted, with what is proposed for him.
  void classes(CountedTries.Book book, UserClasses classes) {
    if (book.entries().isEmpty()) {
      out.println("Nobody was counted since " + Times.seconds(book.since()) + ".");
      return;
    }
    Table table = new Table("", "USER", "PORT", "TRIES", "WERE", "LAST", "IS", "PROPOSED");
    for (CountedTries.Entry each : book.entries()) {
      UserClass it = classes.of(each.uid());
      table.row(
          users.shown(each.uid()),
          Integer.toString(each.port()),
          Long.toString(each.packets()),
          each.held() ? "held" : "let through",
          Times.seconds(each.last()),
          it.kind().words() + ": " + it.why(),
          it.kind().proposal());
    }
    table.print(out, style);
    out.println(
        "Counted since %s, over restarts of this host. To exempt a user, name him under exempt-users."
            .formatted(Times.seconds(book.since())));
  }

  void findings(List<FenceFinding> findings) {
    for (FenceFinding finding : findings) {
      String word = finding.stops() ? style.bad("stops") : style.doubtful("note");
      out.print("  " + word + " ".repeat(INDENT - 2 - (finding.stops() ? 5 : 4)));
      List<String> lines = Filled.lines(Shown.text(finding.what()), WIDTH - INDENT);
      out.println(lines.getFirst());
      lines.subList(1, lines.size()).forEach(line -> out.println(" ".repeat(INDENT) + line));
      Filled.lines(Shown.text(finding.remedy()), WIDTH - INDENT)
          .forEach(line -> out.println(" ".repeat(INDENT) + line));
    }
    if (!findings.isEmpty()) {
      out.println();
    }
  }

  private void field(String name, String value) {
    out.println("  " + name + " ".repeat(Math.max(1, INDENT + 2 - name.length())) + value);
  }
}
