package weir.agent.hold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weir.agent.kernel.SocketEnding;
import weir.testkit.peers.OwnNetwork;

/// A fence that logs the first packet of a connection, and drops all of them. Unlike a real one it
/// does not refuse what comes again: whoever connects waits until he was looked at, however busy
/// this machine is.
final class OnceLogged {
  static final int GROUP = 25;

  private static final String RULES =
      """
      table inet hold {
        counter denied { }
        set held4 { type ipv4_addr . inet_service . ipv4_addr . inet_service; size 65535; flags dynamic,timeout; timeout 10m; }
        set held6 { type ipv6_addr . inet_service . ipv6_addr . inet_service; size 65535; flags dynamic,timeout; timeout 10m; }
        chain output {
          type filter hook output priority -5; policy accept;
          oif "lo" accept
          tcp dport { 25, 587 } goto hold
        }
        chain hold {
          tcp flags & (fin|syn|rst|ack) != syn reject with tcp reset
          ip saddr . tcp sport . ip daddr . tcp dport @held4 drop
          ip6 saddr . tcp sport . ip6 daddr . tcp dport @held6 drop
          counter name denied
          meta nfproto ipv4 add @held4 { ip saddr . tcp sport . ip daddr . tcp dport }
          meta nfproto ipv6 add @held6 { ip6 saddr . tcp sport . ip6 daddr . tcp dport }
          log prefix "weir-l " group 25 snaplen 96 queue-threshold 1
          drop
        }
      }
      """;

  private OnceLogged() {}

  /// Skips the running test where it cannot be put up, or whoever waits could not be ended.
  static void isNeeded() throws IOException, InterruptedException {
    OwnNetwork.needsFirewall();
    SocketEnding.isNeeded();
  }

  /// Puts it up in the network of the thread that calls.
  static void up(Path folder) throws IOException, InterruptedException {
    Path rules = Files.writeString(folder.resolve("fence"), RULES);
    OwnNetwork.command("nft", "-f", rules.toString());
  }
}
