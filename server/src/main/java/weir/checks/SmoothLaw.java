package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.verdict.Effect.Present;
import weir.verdict.Effect.Revision;

/// The law of the spam throttle for qmail, 2.02: a wait that grows while messages come faster than
/// one in `target`, and shrinks while they come slower.
///
/// With `T` milliseconds since the last message, `W` the wait kept from then, `R` recipients:
///
/// - base = 100 where T > longest * reasonable, else max(100, W * target * R / max(T, 1))
/// - factor = 1 where reasonable = 0, else max(1, R - (R >> (R / reasonable)))
/// - new wait = factor * base; below a second nobody waits, else for whole seconds
///
/// The old one kept the wait before it was capped, in numbers that could overflow, so that one
/// burst punished for long. Here what is kept never exceeds the longest wait, and is halved for
/// each `halfLife` of silence.
///
/// @param target milliseconds
/// @param longest milliseconds
/// @param reasonable recipients of a message; 0 makes no difference by them
/// @param halfLife milliseconds; 0 for none
record SmoothLaw(long target, long longest, int reasonable, long halfLife) implements Pace {
  private static final long FLOOR = 100;
  private static final long SECOND = 1_000;
  private static final int BITS = 31;

  @Override
  public Turn turn(Optional<Present> before, Instant now, Load load) {
    long kept = before.map(SmoothLaw::kept).orElse(FLOOR);
    long silence = before.map(it -> Pace.since(it, now)).orElse(Long.MAX_VALUE);
    long next = next(kept, silence, load.recipients());
    String words =
        "%d recipients, %s since the last message, wait %d ms"
            .formatted(load.recipients(), before.isEmpty() ? "long" : silence + " ms", next);
    return new Turn(whole(next), next > longest, words);
  }

  @Override
  public Revision after(Load load) {
    return new After(this, load);
  }

  private record After(SmoothLaw law, Load load) implements Revision {
    @Override
    public String revised(Optional<Present> before, Instant now) {
      long kept = before.map(SmoothLaw::kept).orElse(FLOOR);
      long silence = before.map(it -> Pace.since(it, now)).orElse(Long.MAX_VALUE);
      return Long.toString(Math.min(law.next(kept, silence, load.recipients()), law.longest));
    }

    @Override
    public String words() {
      return "smooth, " + load.recipients() + " recipients";
    }
  }

  /// The wait that follows, not capped yet. Sums stop at the end of `long`.
  ///
  /// @param kept milliseconds
  /// @param silence milliseconds since the last message
  long next(long kept, long silence, int recipients) {
    long factor = 1;
    if (reasonable > 0) {
      int shift = Math.min(recipients / reasonable, BITS);
      factor = Math.max(1, recipients - (recipients >> shift));
    }
    return times(factor, base(Math.min(kept, longest), silence, recipients));
  }

  private long base(long kept, long silence, int recipients) {
    if (reasonable > 0 && longest > 0 && silence > times(longest, reasonable)) {
      return FLOOR;
    }
    long halved = halfLife == 0 ? kept : kept >> Math.min(silence / halfLife, BITS);
    return Math.max(FLOOR, times(times(halved, target), recipients) / Math.max(silence, 1));
  }

  /// Capped, in whole seconds, none below one.
  Duration whole(long next) {
    return Duration.ofSeconds(next < SECOND ? 0 : Math.min(next, longest) / SECOND);
  }

  private static long kept(Present before) {
    return Long.parseLong(before.value());
  }

  /// Of numbers that are not negative.
  private static long times(long one, long other) {
    return Math.multiplyHigh(one, other) != 0 || one * other < 0 ? Long.MAX_VALUE : one * other;
  }
}
