package weir.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// One message of a datagram (`struct nlmsghdr` of linux/netlink.h).
///
/// @param type of the protocol, or one of the four below that all have
/// @param sequence what the question had that this answers
/// @param payload what stands behind the header, in the byte order of the machine
public record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {
  public static final int NOOP = 1;
  public static final int ERROR = 2;
  public static final int DONE = 3;
  public static final int OVERRUN = 4;

  public static final int REQUEST = 0x1;
  public static final int ACK = 0x4;
  public static final int DUMP = 0x300;

  /// Set in answers of a dump during which the table changed: something may be missing.
  public static final int INTERRUPTED = 0x10;

  static final int HEADER = 16;

  /// Octets that a message of a given payload takes, with the padding behind it.
  static int aligned(int length) {
    return (length + 3) & ~3;
  }

  /// A message to send.
  public static byte[] of(int type, int flags, int sequence, byte[] payload) {
    ByteBuffer all =
        ByteBuffer.allocate(aligned(HEADER + payload.length)).order(ByteOrder.nativeOrder());
    all.putInt(HEADER + payload.length);
    all.putShort((short) type);
    all.putShort((short) flags);
    all.putInt(sequence);
    all.putInt(0); // to the kernel
    all.put(payload);
    return all.array();
  }

  /// The messages of a datagram. One whose length goes beyond the datagram, or is shorter than a
  /// header, ends it: what stands behind cannot be found.
  public static List<NetlinkMessage> read(ByteBuffer datagram) {
    ByteBuffer in = datagram.slice().order(ByteOrder.nativeOrder());
    List<NetlinkMessage> all = new ArrayList<>();
    while (in.remaining() >= HEADER) {
      int start = in.position();
      int length = in.getInt();
      if (length < HEADER || length > in.limit() - start) {
        break;
      }
      int type = in.getShort() & 0xFFFF;
      int flags = in.getShort() & 0xFFFF;
      int sequence = in.getInt();
      all.add(
          new NetlinkMessage(
              type, flags, sequence, Attributes.part(in, start + HEADER, length - HEADER)));
      in.position(Math.min(in.limit(), start + aligned(length)));
    }
    return all;
  }

  /// What an [#ERROR] says: 0 for "done as asked", else the number of errno(3).
  public int errno() {
    return payload.remaining() < 4 ? 0 : -payload.getInt(payload.position());
  }
}
