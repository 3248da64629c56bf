package weir.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.config.KeyPath;
import weir.former.OldFile;
import weir.former.OldLine;

/// `control/spamt` of the spam throttle becomes `[checks.throttle]` with its old law.
///
/// A line is `block:directory:st:stmax:flush:rcpt:tg:tg_resp:`; the one without a block holds for
/// all.
final class SpamtImport {
  private static final KeyPath THROTTLE = KeyPath.of("checks", "throttle");
  private static final int FIELDS = 6;
  private static final int PACE = 2;
  private static final int LONGEST = 3;
  private static final int RECIPIENTS = 5;
  private static final long LONGEST_MILLIS = 60_000;
  private static final long SLOWEST_MILLIS = 600_000;

  private final Draft draft;

  SpamtImport(Draft draft) {
    this.draft = draft;
  }

  void add(OldFile file) {
    List<OldLine> blocks = new ArrayList<>();
    for (OldLine line : file.said()) {
      String[] fields = line.stripped().split(":", -1);
      if (line.stripped().equals(".")) {
        draft.ledger().carried(line);
      } else if (fields.length < FIELDS) {
        draft.leftOut("spamt", "the line has too few fields", "", List.of(line));
      } else if (fields[0].isEmpty()) {
        forAll(fields, line);
      } else {
        blocks.add(line);
      }
    }
    if (!blocks.isEmpty()) {
      draft.leftOut(
          "a pace for some networks only",
          "`checks.throttle` has one pace for all strangers; networks of `routing.relay-from` and those in `checks.access.allow` are not slowed down",
          "Put the networks that had st 0 there",
          blocks);
    }
  }

  private void forAll(String[] fields, OldLine line) {
    long pace = number(fields[PACE]).orElse(0L);
    long longest = number(fields[LONGEST]).orElse(0L);
    // With a longest wait of 0 the old throttle counted and never slept.
    boolean slows = pace > 0 && longest > 0;
    draft.set(THROTTLE, "enabled", slows ? Toml.TRUE : "false", line);
    if (!slows) {
      return;
    }
    draft.set(THROTTLE, "mode", Toml.text("smooth"), line);
    draft.set(THROTTLE, "target", Toml.text(Math.min(pace, SLOWEST_MILLIS) + "ms"), line);
    Duration wait = Duration.ofMillis(Math.min(longest, LONGEST_MILLIS));
    draft.set(THROTTLE, "longest-wait", Toml.duration(wait), line);
    draft.longestDelay(wait, line);
    draft.set(
        THROTTLE, "usual-recipients", String.valueOf(number(fields[RECIPIENTS]).orElse(0L)), line);
    draft.changed(
        "spam throttle",
        "it counts by /24 networks and logins, the stored wait is bounded, half of it is forgotten every 10 minutes, and who would have to wait longer than `longest-wait` (a minute at most) is told to come again; teergrube lines are not sent",
        "",
        List.of(line));
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
