package weir.verdict;

import java.util.List;

/// A rule that an administrator wrote: a condition over facts and findings, and what it means.
public interface Rule {

  /// Unique among rules and findings; stands in journal and replies like a finding's id.
  FindingKind kind();

  /// The first stage at which it is asked: never before its facts are there. Later judgements of
  /// the same transaction ask it again, since its points count there too.
  Stage stage();

  /// The condition as written, shown as evidence.
  String source();

  Meaning meaning();

  WhenUnknown whenUnknown();

  /// Pure; never throws.
  Held holds(Facts facts, List<Finding> findings);

  /// Whether the condition holds.
  sealed interface Held {
    record Yes() implements Held {}

    record No() implements Held {}

    /// A fact it needs is not known, or evaluation failed.
    record Unknown(String cause) implements Held {}
  }
}
