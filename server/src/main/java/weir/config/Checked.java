package weir.config;

/// A settings record with conditions that span several of its keys. The binder calls it once, when
/// the record and all below it are bound without a mistake.
public interface Checked {
  /// Reports every condition that does not hold, each at the key where the operator would repair
  /// it.
  void check(Problems problems);
}
