package weir.verdict;

import java.util.List;

/// What came of a look at the facts.
///
/// Effects are what should be remembered of it. They take hold only through a verdict.
public sealed interface CheckResult {

  /// Nothing to report. The evidence says what was seen all the same.
  record Clear(List<Evidence> evidence, List<Effect> effects) implements CheckResult {
    public Clear {
      evidence = List.copyOf(evidence);
      effects = List.copyOf(effects);
    }
  }

  record Found(List<Finding> findings, List<Effect> effects) implements CheckResult {
    public Found {
      findings = List.copyOf(findings);
      effects = List.copyOf(effects);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("found nothing");
      }
    }
  }

  /// Could not tell, which is neither yes nor no: policy says what follows.
  record Unknown(String cause, List<Evidence> evidence) implements CheckResult {
    public Unknown {
      evidence = List.copyOf(evidence);
    }
  }

  static CheckResult clear(Evidence... seen) {
    return new Clear(List.of(seen), List.of());
  }

  static CheckResult found(Finding... findings) {
    return new Found(List.of(findings), List.of());
  }

  static CheckResult unknown(String cause, Evidence... seen) {
    return new Unknown(cause, List.of(seen));
  }
}
