package weir.verdict;

/// A check that was run, and its result.
///
/// @param fresh whether this is the first judgement that hears of it: delays and effects follow
///   from fresh results only, or the second recipient would pay for the first
public record Looked(String check, CheckResult result, boolean fresh) {}
