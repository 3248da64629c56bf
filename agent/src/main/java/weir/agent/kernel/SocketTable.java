package weir.agent.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.net.IpAddress;
import weir.netlink.NetlinkMessage;
import weir.socket.InetDiag;
import weir.socket.TcpSocket;

/// The TCP sockets of one network namespace, asked of sock_diag(7): that of the thread that opened
/// it. Anybody may look; to end a socket takes CAP_NET_ADMIN. For one thread at a time.
public final class SocketTable implements AutoCloseable {
  /// How long the kernel has to answer.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Sockets that one look gives at most; a machine with more shows the first.
  public static final int MOST_SOCKETS = 200_000;

  private final NetlinkSocket netlink;
  private int sequence;

  private SocketTable(NetlinkSocket netlink) {
    this.netlink = netlink;
  }

  /// @throws Refused where this kernel has none, or somebody forbids it (seccomp)
  public static SocketTable open() throws Refused {
    return new SocketTable(new NetlinkSocket(NetlinkSocket.SOCK_DIAG, "sock_diag"));
  }

  /// All sockets that lead to one of these ports; those that listen are none.
  public List<TcpSocket> to(Set<Integer> ports) throws IOException {
    List<TcpSocket> found = new ArrayList<>();
    for (int family : new int[] {InetDiag.AF_INET, InetDiag.AF_INET6}) {
      netlink.send(InetDiag.dump(family, ports, ++sequence));
      collect(found);
    }
    return found;
  }

  /// The socket with these ends; empty where it is gone.
  public Optional<TcpSocket> find(IpAddress local, int localPort, IpAddress remote, int remotePort)
      throws IOException {
    netlink.send(InetDiag.exact(local, localPort, remote, remotePort, ++sequence));
    List<TcpSocket> found = new ArrayList<>();
    try {
      collect(found);
    } catch (Refused e) {
      if (e.errno() != Refused.ENOENT) {
        throw e;
      }
    }
    return found.stream().findFirst();
  }

  /// Ends a socket, so that its process learns of it at once.
  ///
  /// @return false where it was gone already
  public boolean destroy(IpAddress local, int localPort, IpAddress remote, int remotePort)
      throws IOException {
    netlink.send(InetDiag.destroy(local, localPort, remote, remotePort, ++sequence));
    try {
      collect(new ArrayList<>());
      return true;
    } catch (Refused e) {
      if (e.errno() == Refused.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  /// Reads answers until the last one: the end of a dump, a single socket, or a word of success.
  private void collect(List<TcpSocket> found) throws IOException {
    while (true) {
      List<NetlinkMessage> answers =
          netlink
              .receive(PATIENCE)
              .orElseThrow(() -> new IOException("sock_diag: no answer within 5 s"));
      for (NetlinkMessage answer : answers) {
        if (answer.sequence() == sequence && !goesOn(answer, found)) {
          return;
        }
      }
    }
  }

  private static boolean goesOn(NetlinkMessage answer, List<TcpSocket> found) throws Refused {
    if (answer.type() == NetlinkMessage.DONE) {
      return false;
    }
    if (answer.type() == NetlinkMessage.ERROR) {
      if (answer.errno() != 0) {
        throw new Refused("sock_diag", answer.errno());
      }
      return false;
    }
    if (found.size() < MOST_SOCKETS) {
      InetDiag.socket(answer).ifPresent(found::add);
    }
    return (answer.flags() & MULTIPLE) != 0;
  }

  /// NLM_F_MULTI: further messages belong to the same answer.
  private static final int MULTIPLE = 0x2;

  @Override
  public void close() {
    netlink.close();
  }
}
