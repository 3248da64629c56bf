package weir.gateway.live;

import java.util.Optional;
import weir.verdict.Facts;

/// A session as others see it while it goes on.
///
/// @param last the command it said last; empty before the first
/// @param delay what its client waits for now
public record OpenSession(
    Facts facts, Optional<String> name, String last, Tally tally, Optional<Delay> delay) {

  /// What it has done so far. Counts are of the whole session.
  ///
  /// @param points of the verdict that was given last
  public record Tally(int messages, int recipients, int refused, double points) {
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    public Tally delivered() {
      return new Tally(messages + 1, recipients, refused, points);
    }

    public Tally recipient() {
      return new Tally(messages, recipients + 1, refused, points);
    }

    public Tally refusal() {
      return new Tally(messages, recipients, refused + 1, points);
    }

    public Tally judged(double now) {
      return new Tally(messages, recipients, refused, now);
    }
  }

  /// A reply that waits.
  ///
  /// @param because the finding or rule that makes it wait, or `greeting`
  /// @param end in the nanoseconds of [System#nanoTime]
  public record Delay(String because, long end) {
    public static final String GREETING = "greeting";
  }
}
