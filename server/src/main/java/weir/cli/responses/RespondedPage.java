package weir.cli.responses;

import java.io.PrintWriter;
import java.util.List;
import weir.api.Answer;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;

/// What became of a response, place by place.
record RespondedPage(PrintWriter out, Style style) {
  private static final String WOULD = "would";
  private static final String CANNOT = "cannot";
  private static final String TROUBLE = "trouble";
  private static final String IN_FORCE = "in force";

  /// @return the exit status
  int print(Answer.Responded responded) {
    String what = "%s: %s".formatted(Shown.text(responded.target()), responded.response());
    out.println(
        style.bold(
            responded
                .lease()
                .map(id -> "%s  %s until %s".formatted(id, what, Times.seconds(responded.until())))
                .orElse("Would be " + what + ". Nothing is done.")));
    responded.touched().forEach(words -> out.println("  " + Shown.text(words)));
    places(responded.places());
    responded.lease().ifPresent(id -> out.println("Next: weir undo " + id));
    boolean isSomewhere =
        responded.places().stream()
            .anyMatch(it -> it.state().equals(IN_FORCE) || it.state().equals(WOULD));
    boolean isForWords = responded.response().equals("notify");
    if (!isSomewhere && !isForWords) {
      out.println("No place of [enforcement] does it; see docs/manual/enforcement.md.");
    }
    return (isSomewhere || isForWords) && isWell(responded) ? Subcommand.OK : Subcommand.NOT;
  }

  /// @return the exit status
  int printUndone(Answer.Responded responded) {
    out.println(
        style.bold(
            "%s  %s: %s is undone"
                .formatted(
                    responded.lease().orElse("-"),
                    Shown.text(responded.target()),
                    responded.response())));
    places(responded.places());
    return isWell(responded) ? Subcommand.OK : Subcommand.NOT;
  }

  private void places(List<Answer.PlaceLine> places) {
    for (Answer.PlaceLine place : places) {
      String state =
          switch (place.state()) {
            case CANNOT -> "cannot: ";
            case WOULD, IN_FORCE -> "";
            default -> place.state() + ": ";
          };
      if (place.words().isEmpty()) {
        out.println("  %-12s %s".formatted(place.place(), place.state()));
      }
      boolean first = true;
      for (String words : place.words()) {
        out.println(
            "  %-12s %s%s".formatted(first ? place.place() : "", first ? state : "", shown(words)));
        first = false;
      }
    }
  }

  private static String shown(String words) {
    return Shown.text(words);
  }

  private static boolean isWell(Answer.Responded responded) {
    return responded.places().stream().noneMatch(place -> place.state().equals(TROUBLE));
  }
}
