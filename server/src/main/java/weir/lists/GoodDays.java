package weir.lists;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.state.Table;
import weir.verdict.Effect;

/// For how long a client's mail has been good, as state keeps it: `20450 20491 30` for thirty days
/// on which mail was taken, from the first to the last. Days are counted from 1970 in UTC.
///
/// @param days those on which mail was taken, the first and the last among them
public record GoodDays(long first, long last, int days) {
  /// By the client's address. At the bound the one that would be forgotten first goes; as they are
  /// kept the longer the more days they have, that is a newcomer or one who has not written for
  /// weeks.
  public static final Table TABLE = new Table("long-good-clients", 100_000, true);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,7}) (\\d{1,7}) (\\d{1,7})");
  private static final long SECONDS_A_DAY = 86_400;
  private static final int NEWCOMER_KEPT = 10;
  private static final int KEPT = 40;

  public static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
  }

  /// Empty for what cannot be read: the client begins anew.
  public static Optional<GoodDays> of(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new GoodDays(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Integer.parseInt(parts.group(3))))
        : Optional.empty();
  }

  String text() {
    return first + " " + last + " " + days;
  }

  /// How long a client with so many good days is remembered after the last of them.
  public static Duration kept(int days) {
    return Duration.ofDays(Math.min(NEWCOMER_KEPT + days, KEPT));
  }

  boolean isLong(LongGoodSettings wanted) {
    return days >= wanted.days() && last - first >= wanted.over().toDays();
  }

  /// Mail was taken today.
  public record OneMore() implements Effect.Revision {
    @Override
    public String revised(Optional<Effect.Present> present, Instant now) {
      long today = day(now);
      return present
          .flatMap(some -> of(some.value()))
          .map(known ->
              known.last == today ? known : new GoodDays(known.first, today, known.days + 1))
          .orElse(new GoodDays(today, today, 1))
          .text();
    }

    @Override
    public String words() {
      return "one more good day";
    }
  }
}
