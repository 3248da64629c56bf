package weir.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.netlink.NetlinkMessage;

/// A socket by which the kernel is asked (netlink(7)), in the network namespace of the thread that
/// opened it. Not for several threads at once.
final class NetlinkSocket implements AutoCloseable {
  /// Protocols of netlink.
  static final int SOCK_DIAG = 4;

  static final int NETFILTER = 12;

  /// Octets of a datagram at most: the kernel fills up to 32 KiB where there is room for them.
  static final int MOST_OCTETS = 64 * 1024;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(MOST_OCTETS, 8);
  private final int socket;
  private final String name;

  /// @param name for people, such as `sock_diag`
  NetlinkSocket(int protocol, String name) throws Refused {
    this.name = name;
    this.socket = Libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol, name);
    MemorySegment address =
        arena.allocate(12, 4); // struct sockaddr_nl; the kernel picks our number
    address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
    address.set(JAVA_INT, 4, 0);
    try {
      Libc.bind(socket, address, name);
    } catch (Refused e) {
      close();
      throw e;
    }
  }

  /// Asks for so many octets for what was not read yet; the machine's limit holds where that is not
  /// ours to raise.
  void room(int octets) throws Refused {
    try {
      Libc.option(socket, SOL_SOCKET, SO_RCVBUFFORCE, octets, name);
    } catch (Refused _) {
      Libc.option(socket, SOL_SOCKET, SO_RCVBUF, octets, name);
    }
  }

  /// Hears what the kernel tells to a group, besides answers.
  void join(int group) throws Refused {
    Libc.option(socket, SOL_NETLINK, ADD_MEMBERSHIP, group, name);
  }

  private static final int SOL_NETLINK = 270;
  private static final int ADD_MEMBERSHIP = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;

  void send(byte[] message) throws Refused {
    try (Arena once = Arena.ofConfined()) {
      Libc.send(socket, once.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, message), name);
    }
  }

  /// The messages of the next datagram; they are overwritten by the next call. Empty where none
  /// came in that time.
  ///
  /// @throws Refused with ENOBUFS where some were lost; what comes after can still be read
  Optional<List<NetlinkMessage>> receive(Duration patience) throws Refused {
    if (!Libc.waitFor(socket, (int) patience.toMillis(), name)) {
      return Optional.empty();
    }
    long length = Libc.receive(socket, buffer, name);
    ByteBuffer datagram =
        buffer
            .asSlice(0, Math.min(length, MOST_OCTETS))
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    return Optional.of(NetlinkMessage.read(datagram));
  }

  @Override
  public void close() {
    Libc.close(socket);
    arena.close();
  }
}
