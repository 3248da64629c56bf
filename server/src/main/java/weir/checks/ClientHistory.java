package weir.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.verdict.Effect;

/// What a client did of late, as state keeps it: `20450:3 20451:1` for three messages taken on one
/// day and one on the next, `20449!` for a refusal. Days are counted from 1970 in UTC.
///
/// @param days on which messages were taken, the oldest first
/// @param refused the last day on which something was refused, 0 for never
record ClientHistory(List<Day> days, long refused) {
  private static final ClientHistory NONE = new ClientHistory(List.of(), 0);
  private static final Pattern PIECE =
      Pattern.compile("(?<!\\S)(\\d{1,7})(?:!|:(\\d{1,7}))(?!\\S)");
  private static final long SECONDS_A_DAY = 86_400;

  /// A day and the messages taken on it.
  record Day(long day, int messages) {}

  static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
  }

  /// Pieces that cannot be read are left out: the client proves itself anew.
  static ClientHistory of(String text) {
    List<Day> days = new ArrayList<>();
    long refused = 0;
    for (Matcher piece = PIECE.matcher(text); piece.find(); ) {
      long day = Long.parseLong(piece.group(1));
      if (piece.group(2) == null) {
        refused = day;
      } else {
        days.add(new Day(day, Integer.parseInt(piece.group(2))));
      }
    }
    return new ClientHistory(List.copyOf(days), refused);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (refused > 0) {
      text.append(refused).append("! ");
    }
    days.forEach(each -> text.append(each.day).append(':').append(each.messages).append(' '));
    return text.toString().strip();
  }

  /// @return with days from the first of these on only
  ClientHistory since(long first) {
    return new ClientHistory(days.stream().filter(each -> each.day >= first).toList(), refused);
  }

  int messages() {
    return days.stream().mapToInt(Day::messages).sum();
  }

  int messagesOn(long day) {
    return days.stream().filter(each -> each.day == day).mapToInt(Day::messages).sum();
  }

  private ClientHistory withMessageOn(long day) {
    List<Day> with = new ArrayList<>(days.size() + 1);
    days.stream().filter(each -> each.day != day).forEach(with::add);
    with.add(new Day(day, messagesOn(day) + 1));
    return new ClientHistory(List.copyOf(with), refused);
  }

  private static ClientHistory of(Optional<Effect.Present> present) {
    return present.map(some -> of(some.value())).orElse(NONE);
  }

  /// A message was taken.
  ///
  /// @param within days that are remembered, this one included
  record Accepted(long within) implements Effect.Revision {
    @Override
    public String revised(Optional<Effect.Present> present, Instant now) {
      long today = day(now);
      return of(present).since(today - within + 1).withMessageOn(today).text();
    }

    @Override
    public String words() {
      return "one more message taken";
    }
  }

  /// Something was refused: what was good before is forgotten.
  record Refused() implements Effect.Revision {
    @Override
    public String revised(Optional<Effect.Present> present, Instant now) {
      return new ClientHistory(List.of(), day(now)).text();
    }

    @Override
    public String words() {
      return "something refused, all good forgotten";
    }
  }
}
