package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import weir.verdict.Effect.Present;
import weir.verdict.Effect.Revision;

/// Three buckets that leak evenly: of messages, recipients and bytes. Each holds what may come at
/// once and is empty again after `per`; what does not fit waits until it does.
///
/// @param messages that fit; 0 for any number; likewise the other two
/// @param per milliseconds in which a full bucket runs empty
/// @param longest milliseconds that a message waits at most
record TokenBucket(long messages, long recipients, long bytes, long per, long longest)
    implements Pace {
  private static final String NOTHING = "0 0 0";

  /// A bucket never holds more than so many times what fits: nobody is punished for long.
  private static final double MOST_FULL = 2;

  /// How full the three are.
  private record Levels(double messages, double recipients, double bytes) {
    static Levels of(String kept) {
      String[] three = kept.split(" ", -1);
      return new Levels(
          Double.parseDouble(three[0]), Double.parseDouble(three[1]), Double.parseDouble(three[2]));
    }

    String text() {
      return String.format(Locale.ROOT, "%.3f %.3f %.0f", messages, recipients, bytes);
    }
  }

  @Override
  public Turn turn(Optional<Present> before, Instant now, Load load) {
    Levels levels = with(now(before, now), load);
    double wait =
        Math.max(
            over(levels.messages, messages),
            Math.max(over(levels.recipients, recipients), over(levels.bytes, bytes)));
    long millis = (long) Math.ceil(Math.min(wait, Integer.MAX_VALUE));
    String words =
        String.format(
            Locale.ROOT,
            "%.0f messages, %.0f recipients, %.0f bytes",
            levels.messages,
            levels.recipients,
            levels.bytes);
    return new Turn(Duration.ofMillis(Math.min(millis, longest)), millis > longest, words);
  }

  /// Milliseconds until it fits.
  private double over(double level, long room) {
    return room == 0 ? 0 : Math.max(0, level - room) * per / room;
  }

  private Levels now(Optional<Present> before, Instant now) {
    if (before.isEmpty()) {
      return Levels.of(NOTHING);
    }
    Levels then = Levels.of(before.get().value());
    double share = (double) Pace.since(before.get(), now) / per;
    return new Levels(
        left(then.messages, messages, share),
        left(then.recipients, recipients, share),
        left(then.bytes, bytes, share));
  }

  private static double left(double level, long room, double share) {
    return Math.max(0, level - room * share);
  }

  private Levels with(Levels levels, Load load) {
    return new Levels(
        levels.messages + load.messages(),
        levels.recipients + load.recipients(),
        levels.bytes + load.bytes());
  }

  @Override
  public Revision after(Load load) {
    return new After(this, load);
  }

  private record After(TokenBucket bucket, Load load) implements Revision {
    @Override
    public String revised(Optional<Present> before, Instant now) {
      Levels levels = bucket.with(bucket.now(before, now), load);
      return new Levels(
              Math.min(levels.messages, MOST_FULL * bucket.messages),
              Math.min(levels.recipients, MOST_FULL * bucket.recipients),
              Math.min(levels.bytes, MOST_FULL * bucket.bytes))
          .text();
    }

    @Override
    public String words() {
      return "bucket, %d messages, %d recipients, %d bytes"
          .formatted(load.messages(), load.recipients(), load.bytes());
    }
  }
}
