package weir.observation;

import java.util.Optional;
import weir.maillog.LogEvent;
import weir.net.IpAddress;

/// What became of a message for one recipient, for tests.
public final class Handling {
  private Handling() {}

  /// No other server of ours has it from this one.
  public static Observation.Handled last(Witness witness, QueueKey key, LogEvent.Result result) {
    return of(witness, key, result, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A relay took it.
  ///
  /// @param id that the relay gave it
  public static Observation.Handled givenTo(
      Witness witness, QueueKey key, String relay, String address, String id) {
    return of(
        witness,
        key,
        LogEvent.Result.DELIVERED,
        Optional.of(relay),
        IpAddress.parse(address),
        Optional.of(id));
  }

  private static Observation.Handled of(
      Witness witness,
      QueueKey key,
      LogEvent.Result result,
      Optional<String> relay,
      Optional<IpAddress> address,
      Optional<String> id) {
    return new Observation.Handled(
        witness, key, "x@far.example", Optional.empty(), result, relay, address, "said", id);
  }
}
