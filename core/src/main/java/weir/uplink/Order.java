package weir.uplink;

import java.time.Duration;
import java.time.Instant;
import weir.response.Response;
import weir.response.Target;

/// What the server wants of one agent. There are these kinds and no others: none runs a program,
/// none has a path that the agent did not tell of itself.
///
/// @param id 13 letters and digits
/// @param host the agent it is for
/// @param number greater than that of every order for that host before it: what comes a second time
///   is not done a second time
/// @param expires nobody carries it out later
public record Order(String id, String host, long number, Instant expires, Verb verb) {
  /// For how long an order is good.
  public static final Duration GOOD = Duration.ofSeconds(60);

  /// By so much the clocks of a server and a host may differ.
  public static final Duration SKEW = Duration.ofMinutes(2);

  /// Whether nobody carries it out any more, though the clocks differ.
  public boolean isOver(Instant now) {
    return now.minus(SKEW).isAfter(expires);
  }

  /// What is to be done.
  public sealed interface Verb {}

  /// Tells what is there for a target where a response would take effect.
  public record Look(Target target, Response response) implements Verb {}

  /// Makes a lease take effect.
  ///
  /// @param lease its id, which is put there as our mark
  /// @param until when it is over; the agent lets it go a day later where it cannot ask
  /// @param reason for the staff of that host
  public record Put(String lease, Target target, Response response, Instant until, String reason)
      implements Verb {}

  /// Ends what a lease did.
  public record Take(String lease, Target target) implements Verb {}

  /// Tries the fence.
  public record Verify() implements Verb {}

  /// Has the fence of its own settings hold from now on, or only observe.
  public record Stage(boolean isEnforcing) implements Verb {}
}
