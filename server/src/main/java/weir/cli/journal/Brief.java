package weir.cli.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.cli.output.Points;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.journal.Entry;
import weir.verdict.Evidence;
import weir.verdict.Verdict;
import weir.verdict.Verdict.Weighed;

/// An entry in a few lines: how it ended, and why.
public final class Brief {
  private static final String ALLOWED = "allowed-by-operator";
  private static final String INDENT = "     ";

  private final Style style;

  public Brief(Style style) {
    this.style = style;
  }

  /// Lines to print.
  public List<String> of(Entry entry) {
    return switch (entry) {
      case Entry.Transaction it -> lines(end(it), refused(it), it.judged());
      case Entry.Session it -> lines(style.bad("refused"), true, it.judged());
      case Entry.Act it -> List.of(Shown.text(it.what()));
      case Entry.Gap it -> List.of(Shown.text(it.cause()));
    };
  }

  private static boolean refused(Entry.Transaction it) {
    return it.hop().isEmpty()
        && (it.outcome() == Entry.End.REFUSED || it.outcome() == Entry.End.CLOSED);
  }

  private String end(Entry.Transaction it) {
    return switch (it.outcome()) {
      case DELIVERED -> style.good("accepted and handed on");
      case HELD -> style.doubtful("accepted and held");
      case DEFERRED -> style.doubtful("refused for now");
      case REFUSED -> style.bad("refused");
      case CLOSED -> style.bad("refused for now, and hung up");
      case ABANDONED -> style.doubtful("given up by the client");
      case LOST -> style.doubtful("lost with the connection");
    };
  }

  private List<String> lines(String end, boolean refused, List<Entry.Judged> judged) {
    List<String> lines = new ArrayList<>();
    Optional<Decision> decision = Decision.of(judged);
    if (decision.isPresent()) {
      lines.add("-> " + end + ", because of " + decision.get().reason().id());
      decision.get().finding().ifPresent(finding -> finding(finding, lines));
      unknown(decision.get(), lines);
    } else {
      lines.add("-> " + end);
      if (refused) {
        lines.add("   by the rules of the dialog, which no policy changes");
      }
      judged.stream()
          .flatMap(each -> each.verdict().weighed().stream())
          .distinct()
          .forEach(each -> weighed(each, lines));
    }
    return lines;
  }

  private void finding(Weighed weighed, List<String> lines) {
    lines.add("   " + Shown.text(weighed.finding().kind().meaning()));
    evidence(weighed.finding().evidence(), lines);
  }

  private void unknown(Decision decision, List<String> lines) {
    for (Verdict.Unsettled each : decision.judged().verdict().unknowns()) {
      if (each.check().equals(decision.reason().id())) {
        lines.add("   The check could not tell: " + Shown.text(each.cause()));
        evidence(each.evidence(), lines);
      }
    }
  }

  private void weighed(Weighed weighed, List<String> lines) {
    if (weighed.finding().id().equals(ALLOWED)) {
      lines.add("   let in by the operator (weir leases):");
      evidence(weighed.finding().evidence(), lines);
      return;
    }
    String became =
        switch (weighed.weight()) {
          case COUNTED ->
              weighed.score() == 0
                  ? "counted"
                  : Points.text(weighed.score()) + " points, not enough to refuse";
          case OBSERVED -> "observed only";
          case EXEMPTED -> "exempted";
          case SET_ASIDE -> "set aside";
        };
    lines.add("   in spite of " + weighed.finding().id() + " (" + became + ")");
  }

  private void evidence(List<Evidence> evidence, List<String> lines) {
    evidence.forEach(each ->
        lines.add(INDENT + style.dim(Shown.text(each.name()) + " = " + Shown.text(each.value()))));
  }
}
