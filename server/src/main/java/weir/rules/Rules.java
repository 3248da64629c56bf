package weir.rules;

import java.util.Optional;
import weir.verdict.Meaning;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// Makes rules of conditions.
public final class Rules {

  private Rules() {}

  /// @param name unique among rules and checks, such as `no-mail-from-there`
  /// @param source the condition
  /// @param at the stage to ask it at first; empty for the first one that has its facts, from RCPT
  ///   on
  /// @param said the sentence a refused client is told; empty for a general one
  public static Compiled compile(
      String name,
      String source,
      Optional<Stage> at,
      Meaning meaning,
      WhenUnknown whenUnknown,
      String said) {
    return new Compiled.Mistake(0, "rules are not understood yet");
  }
}
