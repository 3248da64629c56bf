package weir.agent.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import weir.net.IpAddress;

/// A process that is about to connect: nothing of it has left yet.
///
/// @param nanos when, by the clock that [System#nanoTime] reads on Linux
/// @param pid of the process, not of its thread
/// @param uid whose right it connects by; whoever made the socket may be another
/// @param group the id of its control group, version 2
/// @param cookie of the socket: the same as in the table of sockets
/// @param name the kernel's name of the thread, 15 octets at most and its own to choose
public record Connecting(
    long nanos, long pid, long uid, long group, long cookie, String name, IpAddress to, int port) {

  // The record that the program in the kernel writes.
  static final int OCTETS = 80;
  static final int NANOS = 0;
  static final int PROCESS = 8;
  static final int USER = 16;
  static final int GROUP = 24;
  static final int COOKIE = 32;
  static final int NAME = 40;
  static final int ADDRESS = 56;
  static final int PORT = 72;
  static final int FAMILY = 76;

  private static final int NAME_OCTETS = 16;
  private static final int AF_INET = 2;

  /// @param in [#OCTETS] of them
  static Connecting read(ByteBuffer in) {
    in.order(ByteOrder.nativeOrder());
    byte[] name = new byte[NAME_OCTETS];
    in.get(NAME, name);
    int length = 0;
    while (length < NAME_OCTETS && name[length] != 0) {
      length++;
    }
    byte[] address = new byte[in.getInt(FAMILY) == AF_INET ? 4 : 16];
    in.get(ADDRESS, address);
    return new Connecting(
        in.getLong(NANOS),
        in.getLong(PROCESS) >>> 32, // what Linux calls tgid; the thread is in the lower half
        in.getLong(USER) & 0xFFFF_FFFFL,
        in.getLong(GROUP),
        in.getLong(COOKIE),
        new String(name, 0, length, StandardCharsets.UTF_8),
        IpAddress.of(address),
        (in.get(PORT) & 0xFF) << 8 | in.get(PORT + 1) & 0xFF); // as it goes over the wire
  }
}
