package weir.complaints;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often a complaint is looked up again: a log may come later than the complaint.
final class NextLook {
  /// After it nobody is looked for any more: a log keeps a message's lines no longer apart.
  static final Duration LONGEST = Duration.ofDays(7);

  /// The time until it is looked up for the second time. Later ones are half as far off as it is
  /// old: some twenty in all.
  static final Duration FIRST = Duration.ofMinutes(5);

  private NextLook() {}

  /// @param now when it was looked up
  /// @return when it is to be looked up again; empty where that is of no use any more
  static Optional<Instant> after(Whose whose, Instant came, Instant now) {
    if (!isOfUse(whose, came, now)) {
      return Optional.empty();
    }
    Duration half = Duration.between(came, now).dividedBy(2);
    Instant next = now.plus(half.compareTo(FIRST) > 0 ? half : FIRST);
    Instant last = came.plus(LONGEST);
    return Optional.of(next.isBefore(last) ? next : last);
  }

  /// Whether looking it up may still find somebody.
  static boolean isOfUse(Whose whose, Instant came, Instant now) {
    boolean open =
        switch (whose) {
          case Whose.Candidates _, Whose.Unknown _, Whose.Unlooked _ -> true;
          case Whose.Verified _, Whose.NotOurs _ -> false;
        };
    return open && Duration.between(came, now).compareTo(LONGEST) < 0;
  }
}
