package weir.testkit.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;

/// A network with a far side: servers that listen at any address of 198.51.100.0/24 and
/// 2001:db8:51::/64, at 80, at the ports of mail and at 2599, in another namespace.
public final class Far {
  /// Greets each connection as the target of a probe of the fence does, and ends; a program of its
  /// own, since it is in a namespace of its own.
  private static final String SERVERS =
      """
      use IO::Socket::IP; use IO::Select;
      my $all = IO::Select->new;
      for my $port (25, 80, 465, 587, 2525, 2599) {
        for my $host ("0.0.0.0", "::") {
          $all->add(IO::Socket::IP->new(LocalHost => $host, LocalPort => $port, Listen => 100,
            ReuseAddr => 1, V6Only => 1, Proto => "tcp") or die "$host $port: $@");
        }
      }
      $| = 1; print "ready\\n";
      while (1) { for my $one ($all->can_read) { my $client = $one->accept or next; print $client "220 weir probe-target\\r\\n"; close $client } }
      """;

  private Far() {}

  public static <T> T run(Callable<T> work) throws Exception {
    OwnNetwork.needs("perl", "setpriv", "nsenter");
    return OwnNetwork.run(() -> {
      Process servers =
          new ProcessBuilder("unshare", "--net", "--", "perl", "-e", SERVERS)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        servers.inputReader().readLine(); // it listens now
        cable(servers.pid());
        return work.call();
      } finally {
        servers.destroyForcibly().waitFor();
      }
    });
  }

  private static void cable(long pid) throws IOException, InterruptedException {
    for (String line :
        List.of(
            "ip link add near type veth peer name far",
            "ip link set far netns " + pid,
            "ip address add 203.0.113.1/30 dev near",
            "ip address add 2001:db8:fa::1/64 dev near nodad",
            "ip link set near up",
            "nsenter -t " + pid + " -n ip link set lo up",
            "nsenter -t " + pid + " -n ip address add 203.0.113.2/30 dev far",
            "nsenter -t " + pid + " -n ip address add 2001:db8:fa::2/64 dev far nodad",
            "nsenter -t " + pid + " -n ip link set far up",
            "nsenter -t " + pid + " -n ip route add local 198.51.100.0/24 dev lo",
            "nsenter -t " + pid + " -n ip -6 route add local 2001:db8:51::/64 dev lo",
            "nsenter -t " + pid + " -n ip route add default via 203.0.113.1",
            "nsenter -t " + pid + " -n ip -6 route add default via 2001:db8:fa::1",
            "ip route add 198.51.100.0/24 via 203.0.113.2",
            "ip -6 route add 2001:db8:51::/64 via 2001:db8:fa::2")) {
      OwnNetwork.command(line.split(" "));
    }
  }

  /// Connects as a user.
  ///
  /// @return 0 where it opened, else the number of errno(3)
  public static int connect(int uid, String to, int port) {
    String code =
        """
        use Socket qw(:DEFAULT getaddrinfo);
        my ($error, $to) = getaddrinfo($ARGV[0], $ARGV[1], { socktype => SOCK_STREAM });
        socket(S, $to->{family}, SOCK_STREAM, 6);
        connect(S, $to->{addr}) or exit($! + 0);
        """;
    try {
      return new ProcessBuilder(
              "setpriv",
              "--reuid=" + uid,
              "--regid=" + uid,
              "--clear-groups",
              "perl",
              "-e",
              code,
              to,
              Integer.toString(port))
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a connection of ours opens before its first packet has to come again.
  public static boolean opensAtOnce(String to, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(to, port), 30);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
