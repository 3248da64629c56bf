package weir.verdict;

import java.util.List;

/// What came of a look at the facts.
///
/// Effects are what should be remembered of it. They take hold only through a verdict.
public sealed interface CheckResult {

  /// Nothing to report, and nothing to remember.
  CheckResult CLEAR = new Clear(List.of(), List.of());

  /// Nothing to report. The evidence says what was seen all the same.
  record Clear(List<Evidence> evidence, List<Effect> effects) implements CheckResult {
    public Clear {
      evidence = List.copyOf(evidence);
      effects = List.copyOf(effects);
    }
  }

  /// Nobody was asked, as the settings have it, so that nothing is known. Counts as clear.
  ///
  /// @param why in a few words, with the setting that has it so
  record NotAsked(String why) implements CheckResult {}

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
  ///
  /// @param subject what could not be told about, where one check asks several that can have a
  ///   meaning of their own, such as the block list's zone; empty otherwise
  record Unknown(String cause, List<Evidence> evidence, String subject) implements CheckResult {
    public Unknown {
      evidence = List.copyOf(evidence);
    }

    public Unknown(String cause, List<Evidence> evidence) {
      this(cause, evidence, "");
    }
  }

  /// What several sources told one check: each part counts as if it stood alone, so that what one
  /// found does not hide that another could not tell.
  record Several(List<CheckResult> parts) implements CheckResult {
    public Several {
      parts = List.copyOf(parts);
    }
  }

  /// The parts put together: clear where there is none, the part itself where there is one.
  static CheckResult of(List<CheckResult> parts) {
    return switch (parts.size()) {
      case 0 -> CLEAR;
      case 1 -> parts.getFirst();
      default -> new Several(parts);
    };
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
