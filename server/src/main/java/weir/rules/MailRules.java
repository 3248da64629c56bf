package weir.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// Makes rules of conditions over the facts of a session and what checks have found.
public final class MailRules {
  private static final String REMEDY =
      "A rule of this site stands against this message, please ask its postmaster";

  private MailRules() {}

  /// The library is loaded by the first condition.
  private static final class Conditions {
    static final Reader<MailFact> READER = new Reader<>(new Language<>(List.of(MailFact.values())));
  }

  /// What a rule made here was asked and cost so far; empty for a rule of another kind.
  public static Optional<RuleCounts> counts(Rule rule) {
    return rule instanceof MailRule own ? Optional.of(own.counts()) : Optional.empty();
  }

  /// @param name unique among rules and checks, such as `no-mail-from-there`
  /// @param source the condition
  /// @param at the stage to ask it at first; empty for the first one that has its facts, from RCPT
  ///   on, so that postmaster and clients that log in are known as such
  /// @param said the sentence a refused client is told; empty for a general one
  public static Compiled<Rule> compile(
      String name,
      String source,
      Optional<Stage> at,
      Meaning meaning,
      WhenUnknown whenUnknown,
      String said) {
    FindingKind kind;
    try {
      kind =
          FindingKind.of(
              name,
              "The condition of the site's rule " + name + " holds",
              said.isBlank() ? REMEDY : said,
              "7.1");
    } catch (IllegalArgumentException mistake) {
      return new Compiled.Mistake<>(0, "a rule needs a name in kebab-case, not '" + name + "'");
    }
    return Conditions.READER.read(
        source,
        found -> {
          Optional<Compiled.Mistake<Rule>> early = tooEarly(found.terms(), at);
          return early.isPresent()
              ? early.get()
              : new Compiled.Ready<>(
                  rule(kind, source, at, meaning, whenUnknown, found),
                  words(found.terms()),
                  found.mentions());
        });
  }

  private static Rule rule(
      FindingKind kind,
      String source,
      Optional<Stage> at,
      Meaning meaning,
      WhenUnknown whenUnknown,
      Reader.Found<MailFact> found) {
    Set<MailFact> facts = found.terms().keySet();
    return new MailRule(
        kind,
        at.orElseGet(() -> first(facts)),
        source,
        meaning,
        whenUnknown,
        found.question(),
        facts.stream().anyMatch(MailFact::isOfRecipient),
        new RuleCounts(System::nanoTime));
  }

  private static Set<String> words(Map<MailFact, Integer> facts) {
    return facts.keySet().stream().map(MailFact::word).collect(Collectors.toSet());
  }

  private static Optional<Compiled.Mistake<Rule>> tooEarly(
      Map<MailFact, Integer> facts, Optional<Stage> at) {
    return facts.entrySet().stream()
        .filter(used -> at.isPresent() && !used.getKey().stage().reachedAt(at.get()))
        .min(Map.Entry.comparingByValue())
        .map(used ->
            new Compiled.Mistake<>(
                used.getValue(),
                "%s is not known before stage %s"
                    .formatted(used.getKey().word(), used.getKey().stage().word())));
  }

  private static Stage first(Set<MailFact> facts) {
    return facts.stream()
        .map(MailFact::stage)
        .filter(stage -> !stage.reachedAt(Stage.RCPT))
        .max(Comparator.naturalOrder())
        .orElse(Stage.RCPT);
  }
}
