package weir.nexthop;

import java.util.Optional;
import weir.net.IpAddress;

/// The client of a session as the next hop may be told of it.
///
/// @param address where it connected from (or what a trusted proxy said)
/// @param port its port, 0 when not known
/// @param localAddress the address of ours it connected to
/// @param localPort the port of ours it connected to
/// @param helo the name it gave; empty when it gave none
/// @param extended whether it said EHLO
/// @param reverseName its confirmed name; empty when there is none
/// @param login the user it logged in as
public record ClientIdentity(
    IpAddress address,
    int port,
    IpAddress localAddress,
    int localPort,
    String helo,
    boolean extended,
    Optional<String> reverseName,
    Optional<String> login) {}
