package weir.config;

/// A settings record with conditions that span several of its keys.
///
/// The binder calls it once, even where the file has mistakes, so that all are found in one round.
/// A value that was refused is then represented by its default or by any of its kind: whoever
/// concludes something from a value asks [Problems#isKnown] first.
public interface Checked {
  /// Reports every condition that does not hold, each at the key where the operator would repair
  /// it.
  void check(Problems problems);
}
