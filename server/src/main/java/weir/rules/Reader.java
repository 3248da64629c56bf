package weir.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.config.Nearest;

/// Reads a condition: syntax, types, what is written in it, cost.
final class Reader<T extends Term> {

  private static final String UNDECLARED = "undeclared reference to '";

  private final Language<T> language;

  Reader(Language<T> language) {
    this.language = language;
  }

  /// What was read.
  ///
  /// @param terms what it speaks of, and where it does so first
  record Found<T extends Term>(
      Question<T> question, Map<T, Integer> terms, List<Compiled.Mention> mentions) {}

  /// Makes a rule of a condition without mistakes.
  interface Maker<T extends Term, R> {
    Compiled<R> make(Found<T> found);
  }

  <R> Compiled<R> read(String source, Maker<T, R> maker) {
    if (source.length() > Language.LONGEST) {
      return new Compiled.Mistake<>(
          Language.LONGEST, "a condition has at most " + Language.LONGEST + " characters");
    }
    CelValidationResult checked = language.check(source);
    Place place = new Place(source, checked.getSource());
    Optional<CelIssue> issue = checked.getErrors().stream().min(Comparator.comparingInt(place::of));
    if (issue.isPresent()) {
      return new Compiled.Mistake<>(place.of(issue.get()), words(issue.get().getMessage()));
    }
    try {
      CelAbstractSyntaxTree condition = checked.getAst();
      Examination<T> examination = Examination.of(condition, place, language);
      Optional<Compiled.Mistake<R>> mistake =
          examination
              .mistake()
              .map(it -> new Compiled.Mistake<R>(it.offset(), it.reason()))
              .or(() -> tooDear(condition));
      return mistake.isPresent() ? mistake.get() : maker.make(found(condition, examination));
    } catch (CelValidationException | CelEvaluationException unforeseen) {
      return new Compiled.Mistake<>(0, words(String.valueOf(unforeseen.getMessage())));
    }
  }

  private static <T extends Term> Found<T> found(
      CelAbstractSyntaxTree condition, Examination<T> examination) throws CelEvaluationException {
    Map<String, T> byWord = new HashMap<>();
    examination.terms().keySet().forEach(term -> byWord.put(term.word(), term));
    return new Found<>(
        new Question<>(Language.program(condition, examination.literals()), byWord),
        examination.terms(),
        examination.mentions());
  }

  private String likely(String name) {
    return Nearest.to(name, language.names())
        .map("; did you mean %s?"::formatted)
        .orElse("; no fact and no function has that name");
  }

  private <R> Optional<Compiled.Mistake<R>> tooDear(CelAbstractSyntaxTree condition) {
    long cost = new Cost(language).of(condition.getExpr());
    return cost <= Cost.LIMIT
        ? Optional.empty()
        : Optional.of(
            new Compiled.Mistake<>(
                0, "it may take %d steps, at most %d are allowed".formatted(cost, Cost.LIMIT)));
  }

  /// The library's sentence without the inner names of operators, and without its grammar.
  private String words(String sentence) {
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
