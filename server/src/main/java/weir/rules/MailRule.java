package weir.rules;

import java.util.List;
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
record MailRule(
    FindingKind kind,
    Stage stage,
    String source,
    Meaning meaning,
    WhenUnknown whenUnknown,
    Question<MailFact> question,
    boolean ofRecipient,
    RuleCounts counts)
    implements Rule {

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
    return question.ask(
        fact -> fact.value(facts, findings), new Held.Yes(), new Held.No(), Held.Unknown::new);
  }
}
