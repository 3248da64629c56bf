package weir.lists;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Whether a list is used, since when, and why (decision 23). Immutable: each test gives the next.
///
/// @param good tests passed in a row
/// @param silent tests in a row that could not tell
public record ListStanding(State state, Instant since, String why, int good, int silent) {

  /// Tests that have to be passed in a row before a list that was taken out is used again.
  public static final int GOOD_TO_COME_BACK = 3;

  /// Tests in a row without an answer after which a list counts as dead. One is not enough: our own
  /// name server may have been away for a moment.
  public static final int SILENT_TO_GO = 3;

  /// What is done with a list.
  public enum State {
    /// Used; not tested yet.
    UNTESTED,
    /// Used; it passed its last test.
    GOOD,
    /// Used; its last test could not tell.
    DOUBTFUL,
    /// Not used: nobody is asked, nobody is listed.
    OUT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static ListStanding untested(Instant now) {
    return new ListStanding(State.UNTESTED, now, "", 0, 0);
  }

  boolean out() {
    return state == State.OUT;
  }

  /// Why it is not used; empty where it is.
  public Optional<String> whyOut() {
    return out() ? Optional.of(why) : Optional.empty();
  }

  /// What follows from a test made at `now`.
  ListStanding after(TestResult test, Instant now) {
    return switch (test) {
      case TestResult.Good() -> good(now);
      case TestResult.Wrong(var wrong) ->
          new ListStanding(State.OUT, out() ? since : now, wrong, 0, 0);
      case TestResult.Silent(var cause) -> silent(cause, now);
    };
  }

  private ListStanding good(Instant now) {
    int row = good + 1;
    if (out() && row < GOOD_TO_COME_BACK) {
      return new ListStanding(State.OUT, since, why, row, 0);
    }
    return new ListStanding(State.GOOD, state == State.GOOD ? since : now, "", row, 0);
  }

  private ListStanding silent(String cause, Instant now) {
    int row = silent + 1;
    if (out()) {
      return new ListStanding(State.OUT, since, why, 0, row);
    }
    return row >= SILENT_TO_GO
        ? new ListStanding(
            State.OUT, now, "no answer to its last " + row + " tests: " + cause, 0, row)
        : new ListStanding(State.DOUBTFUL, state == State.DOUBTFUL ? since : now, cause, 0, row);
  }
}
