package weir.check;

import weir.verdict.Stage;

/// The bounds of the key `at`, which says at which stage a check acts.
public final class ActingStage {
  private ActingStage() {}

  /// @throws IllegalArgumentException when it is not from `first` to `last`
  public static void within(Stage at, Stage first, Stage last) {
    if (at.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "at cannot be \"%s\": the check knows enough from \"%s\" on"
              .formatted(at.word(), first.word()));
    }
    if (at.compareTo(last) > 0) {
      throw new IllegalArgumentException(
          "at cannot be \"%s\": the check acts at \"%s\" at the latest"
              .formatted(at.word(), last.word()));
    }
  }
}
