package weir.socket;

import java.util.OptionalLong;
import weir.net.IpAddress;

/// A TCP socket of this machine. Addresses of an IPv6 socket that speaks IPv4 are IPv4.
///
/// @param uid of whoever made it, which is not always who uses it; 0 as well of one that nobody has
///   any more
/// @param inode by which its process is found; 0 where none has it
/// @param cookie the kernel's own number of it, which no other socket gets before the next start;
///   empty where the kernel did not tell
/// @param cgroup the id of its control group, in the version 2 hierarchy
public record TcpSocket(
    IpAddress local,
    int localPort,
    IpAddress remote,
    int remotePort,
    TcpState state,
    long uid,
    long inode,
    OptionalLong cookie,
    OptionalLong cgroup) {

  /// Whether no process has it: it waits for its end.
  public boolean isOrphan() {
    return inode == 0;
  }
}
