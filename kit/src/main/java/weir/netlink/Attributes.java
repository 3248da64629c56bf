package weir.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// The attributes behind the fixed part of a message (`struct nlattr`): type, length, value.
public final class Attributes {
  private static final int HEADER = 4;

  /// The upper two bits of a type say how its value is written, not what it is.
  private static final int TYPE = 0x3FFF;

  private Attributes() {}

  /// The value of the first attribute of a type; empty where there is none, or what stands there is
  /// cut off.
  ///
  /// @param all from the first attribute on
  public static Optional<ByteBuffer> find(ByteBuffer all, int type) {
    ByteBuffer in = all.slice().order(all.order());
    while (in.remaining() >= HEADER) {
      int start = in.position();
      int length = in.getShort() & 0xFFFF;
      int found = in.getShort() & TYPE;
      if (length < HEADER || length > in.limit() - start) {
        return Optional.empty();
      }
      if (found == type) {
        return Optional.of(part(in, start + HEADER, length - HEADER));
      }
      in.position(Math.min(in.limit(), start + NetlinkMessage.aligned(length)));
    }
    return Optional.empty();
  }

  /// An attribute to send, with its padding.
  public static byte[] of(int type, byte[] value) {
    ByteBuffer all =
        ByteBuffer.allocate(NetlinkMessage.aligned(HEADER + value.length))
            .order(ByteOrder.nativeOrder());
    all.putShort((short) (HEADER + value.length));
    all.putShort((short) type);
    all.put(value);
    return all.array();
  }

  /// A part of a buffer, in its byte order.
  static ByteBuffer part(ByteBuffer of, int from, int length) {
    return of.slice(from, length).order(of.order());
  }
}
