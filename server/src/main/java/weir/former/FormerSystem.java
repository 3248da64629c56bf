package weir.former;

/// An old system that can be asked what it would have done.
public interface FormerSystem {

  /// @param dns where it looks names and lists up
  OldDecision decide(Attempt attempt, Lookups dns);

  /// Tells whom its rules are about, each of them.
  void tell(CompareSample sample);
}
