package weir.cli.doctor;

import java.io.PrintWriter;
import java.util.List;
import weir.agent.doctor.Diagnosis;
import weir.agent.doctor.Examination;
import weir.agent.doctor.Need;
import weir.cli.output.Filled;
import weir.cli.output.Shown;
import weir.cli.output.Style;

/// What was found of each program, for a person: what is missing first, what is fine last.
final class DoctorPage {
  private static final int WIDTH = 100;
  private static final int INDENT = 11;

  private final PrintWriter out;
  private final Style style;

  private DoctorPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  static void print(List<Examination> all, PrintWriter out, Style style) {
    DoctorPage page = new DoctorPage(out, style);
    for (Examination each : all) {
      out.println(style.bold(Shown.text(each.program() + ", " + each.place())));
      page.wanting(each, Need.NEEDED);
      page.wanting(each, Need.HELPS);
      page.rest(each);
      out.println();
    }
    long needed = count(all, Need.NEEDED);
    long helpful = count(all, Need.HELPS);
    out.println(
        needed == 0
            ? style.good("Nothing is missing that is needed") + more(helpful)
            : style.bad(needed + " needed") + more(helpful));
  }

  private static String more(long helpful) {
    return helpful == 0 ? "." : "; " + helpful + " would help.";
  }

  private static long count(List<Examination> all, Need need) {
    return all.stream()
        .flatMap(each -> each.diagnoses().stream())
        .filter(it -> it instanceof Diagnosis.Wanting wanting && wanting.need() == need)
        .count();
  }

  private void wanting(Examination each, Need need) {
    for (Diagnosis diagnosis : each.diagnoses()) {
      if (diagnosis instanceof Diagnosis.Wanting wanting && wanting.need() == need) {
        lead(need == Need.NEEDED ? "needed" : "helps", wanting.what());
        wanting.lines().forEach(line -> out.println(" ".repeat(INDENT + 2) + literal(line)));
        paragraph((wanting.lines().isEmpty() ? "" : "in ") + wanting.where());
        without(wanting.without());
      }
    }
  }

  private void without(List<String> unknown) {
    if (unknown.size() == 1) {
      paragraph("unknown without it: " + unknown.getFirst());
      return;
    }
    paragraph("unknown without it:");
    unknown.forEach(each -> paragraph("- " + each));
  }

  private void rest(Examination each) {
    for (Diagnosis diagnosis : each.diagnoses()) {
      if (diagnosis instanceof Diagnosis.Unclear(String what, String cause)) {
        lead("unclear", what + ": " + cause);
      }
    }
    List<String> sound =
        each.diagnoses().stream()
            .filter(Diagnosis.Sound.class::isInstance)
            .map(it -> ((Diagnosis.Sound) it).what())
            .toList();
    if (!sound.isEmpty()) {
      lead("fine", String.join("; ", sound));
    }
  }

  private void lead(String word, String text) {
    String shown =
        switch (word) {
          case "needed" -> style.bad(word);
          case "helps", "unclear" -> style.doubtful(word);
          default -> style.good(word);
        };
    out.print("  " + shown + " ".repeat(INDENT - 2 - word.length()));
    List<String> lines = filled(text);
    out.println(lines.getFirst());
    lines.subList(1, lines.size()).forEach(line -> out.println(" ".repeat(INDENT) + line));
  }

  private void paragraph(String text) {
    filled(text).forEach(line -> out.println(" ".repeat(INDENT) + line));
  }

  /// A line to copy is never broken, however long it is.
  private static String literal(String line) {
    return line.codePoints().mapToObj(Shown::character).reduce("", String::concat);
  }

  private static List<String> filled(String text) {
    return Filled.lines(Shown.text(text), WIDTH - INDENT);
  }
}
