package weir.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import weir.net.IpAddress;
import weir.netlink.Attributes;
import weir.netlink.NetlinkMessage;

/// Questions and answers of sock_diag(7) about TCP (linux/inet_diag.h).
public final class InetDiag {
  /// Type of a question, and of the answers to it.
  public static final int BY_FAMILY = 20;

  /// Type of the order to end a socket; its process gets ECONNABORTED.
  public static final int DESTROY = 21;

  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;

  private static final int TCP = 6;
  private static final int ANSWER = 72;
  private static final int ALL_STATES = 0xFFFFFFFF;
  private static final int FILTER = 1;
  private static final int CGROUP_ID = 21;

  private InetDiag() {}

  /// Asks for all sockets of a family whose other end has one of these ports.
  ///
  /// @param family [#AF_INET] or [#AF_INET6]
  /// @param ports for all ports where there is none
  public static byte[] dump(int family, Set<Integer> ports, int sequence) {
    int listening = 1 << TcpState.LISTENING.number();
    ByteArrayOutputStream question = new ByteArrayOutputStream();
    question.writeBytes(header(family, ALL_STATES & ~listening));
    question.writeBytes(new byte[40]); // any address and port
    question.writeBytes(anyCookie());
    if (!ports.isEmpty()) {
      question.writeBytes(Attributes.of(FILTER, filter(new TreeSet<>(ports))));
    }
    return NetlinkMessage.of(
        BY_FAMILY, NetlinkMessage.REQUEST | NetlinkMessage.DUMP, sequence, question.toByteArray());
  }

  /// Asks for one socket by its own end and the other.
  public static byte[] exact(
      IpAddress local, int localPort, IpAddress remote, int remotePort, int sequence) {
    return about(BY_FAMILY, NetlinkMessage.REQUEST, local, localPort, remote, remotePort, sequence);
  }

  /// Ends one socket; answered by an error message, of number 0 where it was done.
  public static byte[] destroy(
      IpAddress local, int localPort, IpAddress remote, int remotePort, int sequence) {
    return about(
        DESTROY,
        NetlinkMessage.REQUEST | NetlinkMessage.ACK,
        local,
        localPort,
        remote,
        remotePort,
        sequence);
  }

  private static byte[] about(
      int type,
      int flags,
      IpAddress local,
      int localPort,
      IpAddress remote,
      int remotePort,
      int sequence) {
    ByteArrayOutputStream question = new ByteArrayOutputStream();
    question.writeBytes(header(remote.isV4() ? AF_INET : AF_INET6, ALL_STATES));
    question.writeBytes(port(localPort));
    question.writeBytes(port(remotePort));
    question.writeBytes(Arrays.copyOf(local.octets(), 16));
    question.writeBytes(Arrays.copyOf(remote.octets(), 16));
    question.writeBytes(new byte[4]); // any interface
    question.writeBytes(anyCookie());
    return NetlinkMessage.of(type, flags, sequence, question.toByteArray());
  }

  private static byte[] header(int family, int states) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.nativeOrder())
        .put((byte) family)
        .put((byte) TCP)
        .put((byte) 0)
        .put((byte) 0)
        .putInt(states)
        .array();
  }

  private static byte[] port(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  private static byte[] anyCookie() {
    byte[] any = new byte[8];
    Arrays.fill(any, (byte) 0xFF);
    return any;
  }

  // Codes of struct inet_diag_bc_op: each is code, how far on where it holds, how far where not.
  private static final int JUMP = 1;
  private static final int PORT_AT_LEAST = 4;
  private static final int PORT_AT_MOST = 5;
  private static final int COMPARISON = 8;

  /// For each port: at least it, at most it, and out; with neither, beyond the end, which is "no".
  /// Kernels before 5.x know no comparison for equality.
  private static byte[] filter(SortedSet<Integer> ports) {
    int each = 2 * COMPARISON + 4;
    int length = ports.size() * each;
    ByteBuffer code = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    for (int port : ports) {
      int left = length - code.position();
      boolean last = left == each;
      int no = last ? left + 4 : each;
      op(code, PORT_AT_LEAST, COMPARISON, no);
      op(code, 0, 0, port);
      op(code, PORT_AT_MOST, COMPARISON, no - COMPARISON);
      op(code, 0, 0, port);
      op(code, JUMP, 4, left - 2 * COMPARISON);
    }
    return code.array();
  }

  private static void op(ByteBuffer code, int kind, int yes, int no) {
    code.put((byte) kind).put((byte) yes).putShort((short) no);
  }

  /// The socket that an answer tells of; empty for what is no such answer.
  public static Optional<TcpSocket> socket(NetlinkMessage answer) {
    ByteBuffer in = answer.payload();
    if (answer.type() != BY_FAMILY || in.remaining() < ANSWER) {
      return Optional.empty();
    }
    int octets = in.get(0) == AF_INET6 ? 16 : 4;
    long cgroup =
        Attributes.find(in.slice(ANSWER, in.remaining() - ANSWER).order(in.order()), CGROUP_ID)
            .filter(value -> value.remaining() >= 8)
            .map(value -> value.getLong(0))
            .orElse(0L);
    return TcpState.of(in.get(1))
        .map(state ->
            new TcpSocket(
                address(in, 8, octets),
                port(in, 4),
                address(in, 24, octets),
                port(in, 6),
                state,
                in.getInt(64) & 0xFFFF_FFFFL,
                in.getInt(68) & 0xFFFF_FFFFL,
                OptionalLong.of(in.getLong(44)),
                cgroup == 0 ? OptionalLong.empty() : OptionalLong.of(cgroup)));
  }

  private static IpAddress address(ByteBuffer in, int at, int octets) {
    byte[] address = new byte[octets];
    in.get(at, address);
    return IpAddress.of(address);
  }

  private static int port(ByteBuffer in, int at) {
    return (in.get(at) & 0xFF) << 8 | in.get(at + 1) & 0xFF;
  }
}
