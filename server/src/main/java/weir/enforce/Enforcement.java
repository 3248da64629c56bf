package weir.enforce;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.mail.HeaderField;
import weir.smtp.Reply;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// What the door has to do: wait, then refuse or go on, with these fields on the message if it
/// passes.
///
/// @param verdict what all this follows from
public record Enforcement(
    Optional<Reply> refusal, Duration delay, List<HeaderField> fields, Verdict verdict) {

  /// Why the message is taken and then kept from this recipient; empty where it is not.
  public Optional<Outcome.Reason> quarantine() {
    return verdict.outcome() instanceof Outcome.Quarantine(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }
}
