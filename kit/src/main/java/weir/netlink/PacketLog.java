package weir.netlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;
import weir.net.IpAddress;

/// Packets that a firewall hands on to programs: NFLOG (linux/netfilter/nfnetlink_log.h). Numbers
/// in it are in network order.
public final class PacketLog {
  private static final int SUBSYSTEM = 4 << 8; // NFNL_SUBSYS_ULOG
  private static final int PACKET = SUBSYSTEM;
  private static final int CONFIGURE = SUBSYSTEM | 1;

  private static final int GENERIC_HEADER = 4; // struct nfgenmsg: family, version, group

  // Attributes of a packet.
  private static final int PAYLOAD = 9;
  private static final int PREFIX = 10;
  private static final int UID = 11;
  private static final int SEQUENCE = 12;
  private static final int GID = 14;

  private PacketLog() {}

  /// A packet that was logged: the first of a connection, where the rule asks for that.
  ///
  /// @param sequence of the group: where one is missing, a packet was lost
  /// @param uid who made the socket; empty of what only passes through
  /// @param prefix what the rule calls it
  /// @param isFirst whether it opens a connection (SYN without ACK)
  public record Packet(
      long sequence,
      OptionalLong uid,
      OptionalLong gid,
      String prefix,
      IpAddress from,
      int fromPort,
      IpAddress to,
      int toPort,
      boolean isFirst) {}

  /// Asks for the packets of a group; nobody else gets them then.
  public static byte[] bind(int group, int sequence) {
    return configure(group, sequence, Attributes.of(1, new byte[] {1})); // NFULNL_CFG_CMD_BIND
  }

  /// What has to be said of a group once it is ours.
  ///
  /// @param octets of each packet that are wanted
  /// @param room octets of what the kernel collects before it hands on
  public static byte[] shape(int group, int octets, int room, int sequence) {
    ByteArrayOutputStream wanted = new ByteArrayOutputStream();
    byte[] mode = ByteBuffer.allocate(6).putInt(octets).put((byte) 2).array(); // with their octets
    wanted.writeBytes(Attributes.of(2, mode));
    wanted.writeBytes(Attributes.of(3, ByteBuffer.allocate(4).putInt(room).array()));
    wanted.writeBytes(Attributes.of(5, ByteBuffer.allocate(4).putInt(1).array())); // each at once
    wanted.writeBytes(Attributes.of(6, new byte[] {0, 1})); // NFULNL_CFG_F_SEQ
    return configure(group, sequence, wanted.toByteArray());
  }

  private static byte[] configure(int group, int sequence, byte[] attributes) {
    ByteBuffer all = ByteBuffer.allocate(GENERIC_HEADER + attributes.length);
    all.put((byte) 0).put((byte) 0).putShort((short) group).put(attributes);
    return NetlinkMessage.of(
        CONFIGURE, NetlinkMessage.REQUEST | NetlinkMessage.ACK, sequence, all.array());
  }

  /// Empty for what is no TCP packet of which ports and addresses are there.
  public static Optional<Packet> packet(NetlinkMessage message) {
    ByteBuffer in = message.payload();
    if (message.type() != PACKET || in.remaining() < GENERIC_HEADER) {
      return Optional.empty();
    }
    ByteBuffer attributes = Attributes.part(in, GENERIC_HEADER, in.remaining() - GENERIC_HEADER);
    return Attributes.find(attributes, PAYLOAD).flatMap(payload -> packet(attributes, payload));
  }

  private static Optional<Packet> packet(ByteBuffer attributes, ByteBuffer payload) {
    ByteBuffer in = payload.slice().order(ByteOrder.BIG_ENDIAN);
    Optional<Heads> heads = Heads.read(in);
    return heads.map(it ->
        new Packet(
            number(attributes, SEQUENCE).orElse(0),
            number(attributes, UID),
            number(attributes, GID),
            text(attributes),
            it.from(),
            in.getShort(it.tcp()) & 0xFFFF,
            it.to(),
            in.getShort(it.tcp() + 2) & 0xFFFF,
            (in.get(it.tcp() + 13) & 0x17) == 0x02)); // FIN, SYN, RST, ACK: SYN alone
  }

  private static OptionalLong number(ByteBuffer attributes, int type) {
    return Attributes.find(attributes, type)
        .filter(value -> value.remaining() >= 4)
        .map(value ->
            OptionalLong.of(value.slice().order(ByteOrder.BIG_ENDIAN).getInt(0) & 0xFFFF_FFFFL))
        .orElseGet(OptionalLong::empty);
  }

  private static String text(ByteBuffer attributes) {
    return Attributes.find(attributes, PREFIX)
        .map(value -> {
          StringBuilder text = new StringBuilder();
          while (value.hasRemaining()) {
            byte octet = value.get();
            if (octet == 0) {
              break;
            }
            text.append((char) (octet & 0x7F));
          }
          return text.toString();
        })
        .orElse("");
  }

  /// Where the head of TCP begins, and between whom it goes.
  private record Heads(IpAddress from, IpAddress to, int tcp) {
    private static final int TCP = 6;
    private static final int OF_TCP = 14;

    static Optional<Heads> read(ByteBuffer in) {
      if (in.remaining() < 20) {
        return Optional.empty();
      }
      return switch (in.get(0) >> 4 & 0xF) {
        case 4 -> v4(in);
        case 6 -> v6(in);
        default -> Optional.empty();
      };
    }

    private static Optional<Heads> v4(ByteBuffer in) {
      int length = 4 * (in.get(0) & 0xF);
      boolean later = (in.getShort(6) & 0x1FFF) != 0; // a fragment that is not the first
      if (in.get(9) != TCP || length < 20 || later || in.remaining() < length + OF_TCP) {
        return Optional.empty();
      }
      return Optional.of(new Heads(address(in, 12, 4), address(in, 16, 4), length));
    }

    /// Extension headers are passed over (RFC 8200 section 4): each says how long it is.
    private static Optional<Heads> v6(ByteBuffer in) {
      int next = in.remaining() < 40 ? -1 : in.get(6) & 0xFF;
      int at = 40;
      while (EXTENSIONS.contains(next) && at + 8 <= in.remaining()) {
        next = in.get(at) & 0xFF;
        at += 8 * (1 + (in.get(at + 1) & 0xFF));
      }
      if (next != TCP || in.remaining() < at + OF_TCP) {
        return Optional.empty();
      }
      return Optional.of(new Heads(address(in, 8, 16), address(in, 24, 16), at));
    }

    private static final java.util.Set<Integer> EXTENSIONS = java.util.Set.of(0, 43, 60);

    private static IpAddress address(ByteBuffer in, int at, int octets) {
      byte[] address = new byte[octets];
      in.get(at, address);
      return IpAddress.of(address);
    }
  }
}
