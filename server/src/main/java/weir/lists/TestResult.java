package weir.lists;

/// What came of testing a list.
public sealed interface TestResult {

  /// Listed what must be listed and nothing that must not.
  record Good() implements TestResult {}

  /// It answers, and wrongly.
  ///
  /// @param wrong what it said, for the operator
  record Wrong(String wrong) implements TestResult {}

  /// It could not tell: no answer, a failure, or it refuses us.
  record Silent(String cause) implements TestResult {}

  /// The one that weighs more: what is wrong before what could not be told, the first of equals.
  static TestResult worse(TestResult one, TestResult other) {
    return other.weight() > one.weight() ? other : one;
  }

  private int weight() {
    return switch (this) {
      case Good _ -> 0;
      case Silent _ -> 1;
      case Wrong _ -> 2;
    };
  }
}
