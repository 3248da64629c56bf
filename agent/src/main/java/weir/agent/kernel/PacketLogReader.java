package weir.agent.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import weir.netlink.NetlinkMessage;
import weir.netlink.PacketLog;
import weir.netlink.PacketLog.Packet;

/// Reads the packets that the firewall of this network namespace logs to a group (NFLOG). It takes
/// CAP_NET_ADMIN. For one thread, which should do nothing else: what is not read in time is lost,
/// and counted.
public final class PacketLogReader implements AutoCloseable {
  /// Octets for what was not read yet: 4 MiB held 40,000 packets at 29,000 a second without a loss.
  public static final int ROOM = 4 << 20;

  /// Octets of a packet that are wanted: both heads, with options.
  private static final int HEAD = 96;

  /// Octets that the kernel hands on at once.
  private static final int AT_ONCE = 32 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NetlinkSocket netlink;
  private long expected = -1;
  private long lost;

  private PacketLogReader(NetlinkSocket netlink) {
    this.netlink = netlink;
  }

  /// @param group as in the rule's `log group`
  /// @param room octets for what was not read yet, [#ROOM] where there is no reason for another
  /// @throws Refused where that is not ours to ask for, or another program reads the group: the
  ///   kernel has one word for both
  public static PacketLogReader open(int group, int room) throws IOException {
    NetlinkSocket netlink = new NetlinkSocket(NetlinkSocket.NETFILTER, "NFLOG group " + group);
    try {
      netlink.room(room);
      ask(netlink, PacketLog.bind(group, 1));
      ask(netlink, PacketLog.shape(group, HEAD, AT_ONCE, 2));
      return new PacketLogReader(netlink);
    } catch (IOException e) {
      netlink.close();
      throw e;
    }
  }

  /// Packets may come before the answer, once the group is ours; they are few, and counted as lost
  /// by their numbers.
  private static void ask(NetlinkSocket netlink, byte[] question) throws IOException {
    netlink.send(question);
    while (true) {
      List<NetlinkMessage> answers =
          netlink.receive(PATIENCE).orElseThrow(() -> new IOException("NFLOG: no answer"));
      for (NetlinkMessage answer : answers) {
        if (answer.type() == NetlinkMessage.ERROR) {
          if (answer.errno() != 0) {
            throw new Refused("NFLOG", answer.errno());
          }
          return;
        }
      }
    }
  }

  /// Hands on what came since, in its order; waits for something that long.
  public void read(Duration patience, Consumer<Packet> to) throws IOException {
    Optional<List<NetlinkMessage>> messages;
    try {
      messages = netlink.receive(patience);
    } catch (Refused e) {
      if (e.errno() == Refused.ENOBUFS) {
        return; // how many shows the next one's number
      }
      throw e;
    }
    messages
        .orElse(List.of())
        .forEach(message ->
            PacketLog.packet(message)
                .ifPresent(packet -> {
                  count(packet.sequence());
                  to.accept(packet);
                }));
  }

  private void count(long sequence) {
    if (expected >= 0) {
      lost += sequence - expected & 0xFFFF_FFFFL;
    }
    expected = sequence + 1 & 0xFFFF_FFFFL;
  }

  /// Packets that were logged and not read, as far as the numbers of those that were read tell.
  public long lost() {
    return lost;
  }

  @Override
  public void close() {
    netlink.close();
  }
}
