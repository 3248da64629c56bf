package weir.wire;

import java.time.Duration;
import weir.config.Default;
import weir.config.Doc;

/// Time limits of every connection. All of them positive.
///
/// @param read no byte for this long ends a session; RFC 5321 section 4.5.3.2.7 asks for 5 minutes
/// @param write a peer that does not take what we send for this long is cut off
/// @param handshake TLS must be agreed within this time
/// @param farewell how long a closing connection waits for a peer that is still sending, so that it
///   can read our last reply before its kernel learns that the connection is gone
@Doc("Time limits of every connection.")
public record WireSettings(
    @Doc("A client that sends nothing for this long is told 421 and disconnected.") @Default("5m")
        Duration read,
    @Doc("A client that does not take what we send for this long is cut off.") @Default("1m")
        Duration write,
    @Doc("TLS must be agreed within this time.") @Default("10s") Duration handshake,
    @Doc(
            "How long a connection that we close waits for a client that is still sending, so that"
                + " it can read our last reply.")
        @Default("2s")
        Duration farewell) {

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
