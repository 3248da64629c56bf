package weir.rules;

import java.util.Optional;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// Makes rules of conditions.
public final class Rules {
  private static final String REMEDY =
      "A rule of this site stands against this message, please ask its postmaster";

  private Rules() {}

  /// What a rule made here was asked and cost so far; empty for a rule of another kind.
  public static Optional<RuleCounts> counts(Rule rule) {
    return rule instanceof CelRule own ? Optional.of(own.counts()) : Optional.empty();
  }

  /// @param name unique among rules and checks, such as `no-mail-from-there`
  /// @param source the condition
  /// @param at the stage to ask it at first; empty for the first one that has its facts, from RCPT
  ///   on, so that postmaster and clients that log in are known as such
  /// @param said the sentence a refused client is told; empty for a general one
  public static Compiled compile(
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
      return new Compiled.Mistake(0, "a rule needs a name in kebab-case, not '" + name + "'");
    }
    return Reader.read(kind, source, at, meaning, whenUnknown);
  }
}
