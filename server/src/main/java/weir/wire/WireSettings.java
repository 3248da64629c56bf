package weir.wire;

import java.time.Duration;

/// Time limits of every connection. All of them positive.
///
/// @param read no byte for this long ends a session; RFC 5321 section 4.5.3.2.7 asks for 5 minutes
/// @param write a peer that does not take what we send for this long is cut off
/// @param handshake TLS must be agreed within this time
/// @param farewell how long a closing connection waits for a peer that is still sending, so that it
///   can read our last reply before its kernel learns that the connection is gone
public record WireSettings(Duration read, Duration write, Duration handshake, Duration farewell) {

  /// What holds when nothing is set.
  public static final WireSettings DEFAULT =
      new WireSettings(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2));

  public WireSettings {
    requirePositive("read", read);
    requirePositive("write", write);
    requirePositive("handshake", handshake);
    requirePositive("farewell", farewell);
  }

  private static void requirePositive(String name, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(name + " must be longer than nothing");
    }
  }
}
