package weir.agent.logs;

/// Whether a log, as it lies there now, has all that was written into it in a time: what it does
/// not have was then not written.
public sealed interface Completeness {

  /// One file has lines of before that time and of after it, was read from the one to the other,
  /// and has ids of the same kind.
  record Whole() implements Completeness {}

  /// All of that time, and ids of other servers only: it says nothing of the id.
  record OtherIds() implements Completeness {}

  /// It cannot be told.
  ///
  /// @param why for people
  record Partly(String why) implements Completeness {}
}
