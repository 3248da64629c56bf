package weir.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import weir.config.Nearest;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// Reads a condition: syntax, types, what is written in it, facts and their stage, cost.
final class Reader {

  private static final String UNDECLARED = "undeclared reference to '";

  private Reader() {}

  static Compiled read(
      FindingKind kind,
      String source,
      Optional<Stage> at,
      Meaning meaning,
      WhenUnknown whenUnknown) {
    if (source.length() > Language.LONGEST) {
      return new Compiled.Mistake(
          Language.LONGEST, "a condition has at most " + Language.LONGEST + " characters");
    }
    CelValidationResult checked = Language.COMPILER.compile(source);
    Place place = new Place(source, checked.getSource());
    Optional<CelIssue> issue = checked.getErrors().stream().min(Comparator.comparingInt(place::of));
    if (issue.isPresent()) {
      return new Compiled.Mistake(place.of(issue.get()), words(issue.get().getMessage()));
    }
    try {
      CelAbstractSyntaxTree condition = checked.getAst();
      Examination examination = Examination.of(condition, place);
      Optional<Compiled.Mistake> mistake =
          examination
              .mistake()
              .or(() -> tooEarly(examination.variables(), at))
              .or(() -> tooDear(condition));
      if (mistake.isPresent()) {
        return mistake.get();
      }
      return new Compiled.Ready(
          new CelRule(
              kind,
              at.orElseGet(() -> first(examination.variables())),
              source,
              meaning,
              whenUnknown,
              Language.program(condition, examination.literals()),
              examination.variables().keySet().stream().anyMatch(Variable::isOfRecipient),
              new RuleCounts(System::nanoTime)),
          examination.mentions(),
          examination.variables().containsKey(Variable.CLIENT_NAME));
    } catch (CelValidationException | CelEvaluationException unforeseen) {
      return new Compiled.Mistake(0, words(String.valueOf(unforeseen.getMessage())));
    }
  }

  private static Optional<Compiled.Mistake> tooEarly(
      Map<Variable, Integer> variables, Optional<Stage> at) {
    return variables.entrySet().stream()
        .filter(used -> at.isPresent() && !used.getKey().stage().reachedAt(at.get()))
        .min(Map.Entry.comparingByValue())
        .map(used ->
            new Compiled.Mistake(
                used.getValue(),
                "%s is not known before stage %s"
                    .formatted(used.getKey().word(), used.getKey().stage().word())));
  }

  private static String likely(String name) {
    return Nearest.to(name, Language.names())
        .map("; did you mean %s?"::formatted)
        .orElse("; no fact and no function has that name");
  }

  private static Optional<Compiled.Mistake> tooDear(CelAbstractSyntaxTree condition) {
    long cost = Cost.of(condition.getExpr());
    return cost <= Cost.LIMIT
        ? Optional.empty()
        : Optional.of(
            new Compiled.Mistake(
                0, "it may take %d steps, at most %d are allowed".formatted(cost, Cost.LIMIT)));
  }

  private static Stage first(Map<Variable, Integer> variables) {
    return variables.keySet().stream()
        .map(Variable::stage)
        .filter(stage -> !stage.reachedAt(Stage.RCPT))
        .max(Comparator.naturalOrder())
        .orElse(Stage.RCPT);
  }

  /// The library's sentence without the inner names of operators, and without its grammar.
  private static String words(String sentence) {
    String plain = sentence.replace(" (in container '')", "");
    if (SyntaxWords.isOne(plain)) {
      return SyntaxWords.plain(plain);
    }
    if (plain.startsWith(UNDECLARED)) {
      return plain + likely(plain.substring(UNDECLARED.length(), plain.length() - 1));
    }
    int candidates = plain.indexOf(" (candidates: (%");
    return (candidates < 0 ? plain : plain.substring(0, candidates))
        .replace("'_", "'")
        .replace("_'", "'")
        .replace("'@in'", "'in'");
  }
}
