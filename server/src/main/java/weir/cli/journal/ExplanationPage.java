package weir.cli.journal;

import java.io.PrintWriter;
import java.util.List;
import weir.api.Explanation;
import weir.api.Explanation.Fact;
import weir.api.Explanation.Look;
import weir.api.Explanation.Step;
import weir.api.Explanation.Weight;
import weir.cli.output.Points;
import weir.cli.output.Shown;
import weir.cli.output.Style;
import weir.cli.output.Times;

/// An explanation, step by step.
record ExplanationPage(PrintWriter out, Style style) {

  void print(Explanation it) {
    out.println(
        "As " + Shown.text(it.from()) + " sees it, policy " + Shown.text(it.policy()) + ":");
    it.steps().forEach(this::step);
    out.println();
    out.println(
        style.bold("Verdict: ")
            + coloured(it.verdict())
            + (it.because().isEmpty() ? "" : " because of " + it.because()));
  }

  private void step(Step it) {
    out.println();
    out.println(style.bold(it.stage()) + "  the client " + verb(it.client()));
    it.facts().forEach(fact -> out.println("    " + fact(fact)));
    int width = it.looks().stream().mapToInt(look -> look.check().length()).max().orElse(0);
    it.looks().forEach(look -> look(look, width));
    weights(it.weighed());
    if (it.score() != 0) {
      out.println("    score " + Points.text(it.score()));
    }
    if (!it.delay().isZero()) {
      out.println("    the answer would wait " + Times.length(it.delay()));
    }
    boolean goesOn = it.verdict().equals("pass") || it.verdict().equals("quarantine");
    it.tags().stream()
        .filter(_ -> goesOn)
        .forEach(tag -> out.println("    header added: " + Shown.text(tag)));
    out.println("    " + coloured(it.verdict()) + ", told: " + Shown.text(it.answer()));
  }

  private static String verb(String client) {
    boolean command = !client.isEmpty() && Character.isUpperCase(client.charAt(0));
    return (command ? "says " : "") + Shown.text(client);
  }

  private void look(Look look, int width) {
    String said =
        switch (look.result()) {
          case "clear" -> "clear";
          case "not-asked" -> "not asked: " + Shown.text(look.said());
          case "found" -> style.doubtful("found") + " " + Shown.text(look.said());
          default -> style.doubtful("could not tell") + ": " + Shown.text(look.said());
        };
    out.println(
        "    check " + look.check() + " ".repeat(width - look.check().length()) + "  " + said);
    look.evidence().forEach(fact -> out.println("      " + style.dim(fact(fact))));
  }

  private void weights(List<Weight> weights) {
    for (Weight weight : weights) {
      out.println(
          "    %s%s  policy: %s; %s"
              .formatted(
                  style.bold(weight.id()),
                  weight.subject().isEmpty() ? "" : " (" + Shown.text(weight.subject()) + ")",
                  Shown.text(weight.policy()),
                  became(weight)));
      out.println("      " + Shown.text(weight.meaning()));
    }
  }

  private static String became(Weight weight) {
    return switch (weight.became()) {
      case "counted" -> "it counts";
      case "observed" -> "it is written down and does not count";
      case "exempted" -> "exempted, it does not count";
      default -> "set aside: it counts only when all else passes";
    };
  }

  private String coloured(String verdict) {
    return switch (verdict) {
      case "pass" -> style.good(verdict);
      case "reject", "close" -> style.bad(verdict);
      default -> style.doubtful(verdict);
    };
  }

  private static String fact(Fact fact) {
    return Shown.text(fact.name()) + " = " + Shown.text(fact.value());
  }
}
