package weir.agent.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.agent.connections.Connection.Maker;
import weir.netlink.PacketLog.Packet;

/// A connection that was held, and who made it.
///
/// @param at when its packet was read
/// @param maker empty where nobody was found: [#by] says how it was looked
/// @param took from the packet to the end of the look: so long it was held at least
public record Caught(Packet packet, Instant at, Optional<Maker> maker, By by, Duration took) {

  /// How a process was found.
  public enum By {
    /// The kernel said who called `connect` with that socket.
    CALLER,
    /// Its user had made connections before, and one of his processes has the socket.
    RECENT,
    /// All processes were looked through for the one that has the socket.
    SEARCH,
    /// It only passed through this host, and a process in another network namespace has the socket.
    GUEST,
    /// It was not found: the connection was gone, or is in another network namespace, or the
    /// process had ended and its number was another's.
    NOBODY,
    /// Many waited, and its user had used up his looks of this second.
    NOT_LOOKED
  }
}
