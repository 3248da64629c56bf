package weir.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Meaning;
import weir.verdict.Recipient;
import weir.verdict.Rule;
import weir.verdict.Stage;
import weir.verdict.WhenUnknown;

/// A condition that was read without a mistake.
///
/// @param ofRecipient whether the condition speaks of the recipient
/// @param counts one call for a judgement, whatever the number of recipients
record CelRule(
    FindingKind kind,
    Stage stage,
    String source,
    Meaning meaning,
    WhenUnknown whenUnknown,
    Program program,
    boolean ofRecipient,
    RuleCounts counts)
    implements Rule {

  /// Characters of the library's words that are repeated in a cause.
  private static final int CAUSE = 200;

  @Override
  public Held holds(Facts facts, List<Finding> findings) {
    return counts.counted(() -> answer(facts, findings));
  }

  private Held answer(Facts facts, List<Finding> findings) {
    if (ofRecipient && facts.recipient().isEmpty() && !facts.accepted().isEmpty()) {
      return ofAll(facts, findings);
    }
    return ofOne(facts, findings);
  }

  /// A message with several recipients: nobody frees it by adding a recipient, and nobody evades by
  /// adding one. So what speaks for the client must hold for each recipient, anything else for one
  /// of them.
  private Held ofAll(Facts facts, List<Finding> findings) {
    boolean favour = meaning.refusal().isEmpty() && speaksForTheClient();
    Held whole = favour ? new Held.Yes() : new Held.No();
    for (Recipient each : facts.accepted()) {
      switch (ofOne(facts.withRecipient(each), findings)) {
        case Held.Yes yes -> {
          if (!favour) {
            return yes;
          }
        }
        case Held.No no -> {
          if (favour) {
            return no;
          }
        }
        case Held.Unknown unknown -> whole = unknown;
      }
    }
    return whole;
  }

  private boolean speaksForTheClient() {
    return !meaning.exempt().isEmpty() || meaning.score() < 0;
  }

  private Held ofOne(Facts facts, List<Finding> findings) {
    Known known = new Known(facts, findings);
    try {
      return Boolean.TRUE.equals(program.eval(known)) ? new Held.Yes() : new Held.No();
    } catch (CelEvaluationException | RuntimeException failed) {
      return new Held.Unknown(known.missing().orElseGet(() -> cause(failed)));
    }
  }

  private static String cause(Exception failed) {
    String said = String.valueOf(failed.getMessage());
    char[] shown = said.substring(0, Math.min(CAUSE, said.length())).toCharArray();
    for (int i = 0; i < shown.length; i++) {
      // It may repeat what the client said.
      if (Character.isISOControl(shown[i])) {
        shown[i] = ' ';
      }
    }
    return "the condition cannot be evaluated: " + new String(shown);
  }

  /// Gives the facts that are asked for, and remembers the first one that was not there.
  private static final class Known implements CelVariableResolver {
    private final Facts facts;
    private final List<Finding> findings;
    private @Nullable String missing;

    Known(Facts facts, List<Finding> findings) {
      this.facts = facts;
      this.findings = findings;
    }

    @Override
    public Optional<Object> find(String name) {
      Optional<Object> value =
          Variable.named(name).flatMap(variable -> variable.value(facts, findings));
      if (value.isEmpty() && missing == null) {
        missing = name;
      }
      return value;
    }

    Optional<String> missing() {
      return Optional.ofNullable(missing).map(name -> name + " is not known");
    }
  }
}
