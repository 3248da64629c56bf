package weir.agent.fence;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The text of a fence for nft(8).
///
/// One transaction makes it out of whatever was there, so that no connection slips through between;
/// what was counted stays counted, and who is blocked stays blocked. Sets and counters are made
/// where they are missing, chains and the lists of the configuration are emptied and filled anew.
public final class Ruleset {
  /// The family and name of our table: nobody else writes to it, and we write to no other.
  public static final String TABLE = "inet weir";

  /// How packets are called that are told of and let through; of those that are dropped the name is
  /// another.
  public static final String OBSERVED = "weir-o ";

  /// In front of the others' filters. Only a drop is final there, and ours only drops.
  private static final int PRIORITY = -5;

  /// How long a user's counts are kept after his last try.
  private static final String BOOK = "8d";

  /// A connection whose first packet was dropped is refused when it comes again within this time.
  private static final String HELD = "20s";

  /// Connections of one user that are logged; further ones are refused and only counted.
  private static final String LOUD = "limit rate over 100/second burst 200 packets";

  private static final List<String> CHAINS =
      List.of("output", "forward", "local", "watched", "permitted", "refuse", "routed");

  private Ruleset() {}

  /// @param deadMan after which the fence lets all through unless it is confirmed; empty for good
  public static String of(Fence fence, Optional<Duration> deadMan) {
    StringBuilder text = new StringBuilder();
    text.append("add table ").append(TABLE).append('\n');
    text.append("table ").append(TABLE).append(" {\n").append(SETS).append(chains()).append("}\n");
    CHAINS.forEach(chain -> line(text, "flush chain " + TABLE + " " + chain));
    SETTINGS.forEach(set -> line(text, "flush set " + TABLE + " " + set));
    elements(text, fence, deadMan);
    text.append("table ").append(TABLE).append(" {\n").append(rules(fence)).append("}\n");
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /// Lists of the configuration.
  private static final List<String> SETTINGS =
      List.of("armed", "enforced", "observed", "allow4", "allow6", "exempt_uid", "exempt_gid");

  private static final String SETS =
      """
        set armed { type inet_proto; flags timeout; }
        set enforced { type inet_service; }
        set observed { type inet_service; }
        set allow4 { type ipv4_addr . inet_service; flags interval; }
        set allow6 { type ipv6_addr . inet_service; flags interval; }
        set exempt_uid { type uid; }
        set exempt_gid { type gid; }
        set blocked_uid { type uid; flags timeout; }
        set denied_by { type uid . inet_service; size 65535; flags dynamic,timeout; timeout %1$s; counter; }
        set observed_by { type uid . inet_service; size 65535; flags dynamic,timeout; timeout %1$s; counter; }
        set denied_from { type ifname . inet_service; size 65535; flags dynamic,timeout; timeout %1$s; counter; }
        set held4 { type ipv4_addr . inet_service . ipv4_addr . inet_service; size 65535; flags dynamic,timeout; timeout %2$s; }
        set held6 { type ipv6_addr . inet_service . ipv6_addr . inet_service; size 65535; flags dynamic,timeout; timeout %2$s; }
        set loud { type uid; size 65535; flags dynamic,timeout; timeout 1m; }
        counter allowed { }
        counter denied { }
        counter again { }
        counter unlogged { }
        counter seen { }
      """
          .formatted(BOOK, HELD);

  private static String chains() {
    return """
      chain output { type filter hook output priority %1$d; policy accept; }
      chain forward { type filter hook forward priority %1$d; policy accept; }
      chain local { }
      chain watched { }
      chain permitted { }
      chain refuse { }
      chain routed { }
    """
        .formatted(PRIORITY);
  }

  private static void elements(StringBuilder text, Fence fence, Optional<Duration> deadMan) {
    add(text, "enforced", fence.enforced());
    add(text, "observed", fence.observed());
    add(text, "allow4", addresses(fence, true).toList());
    add(text, "allow6", addresses(fence, false).toList());
    add(text, "exempt_uid", fence.exemptUsers());
    add(text, "exempt_gid", fence.exemptGroups());
    String timer = deadMan.map(after -> " timeout " + after.toSeconds() + "s").orElse("");
    add(text, "armed", List.of("tcp" + timer));
  }

  private static Stream<String> addresses(Fence fence, boolean v4) {
    return fence.permitted().stream()
        .filter(each -> each.isV4() == v4)
        .map(Fence.Permitted::element)
        .distinct();
  }

  private static void add(StringBuilder text, String set, Collection<?> elements) {
    if (!elements.isEmpty()) {
      String all = String.join(", ", elements.stream().map(Object::toString).toList());
      line(text, "add element " + TABLE + " " + set + " { " + all + " }");
    }
  }

  /// A connection within the host goes over `lo`, also to the host's own public address.
  private static String rules(Fence fence) {
    return OUTPUT + LOCAL + WATCHED + PERMITTED + REFUSE + (fence.forwarded() ? FORWARD : "");
  }

  private static final String FIRST = "tcp flags & (fin|syn|rst|ack) == syn";
  private static final String LATER = "tcp flags & (fin|syn|rst|ack) != syn";

  private static final String OUTPUT =
      """
        chain output {
          oif "lo" accept
          meta l4proto @armed tcp dport @enforced goto local
          tcp dport @observed goto watched
        }
      """;

  private static final String LOCAL =
      """
        chain local {
          meta skuid @blocked_uid goto refuse
          meta skuid @exempt_uid accept
          meta skgid @exempt_gid accept
          ip daddr . tcp dport @allow4 goto permitted
          ip6 daddr . tcp dport @allow6 goto permitted
          goto refuse
        }
      """;

  /// Blocked users are held here as well; of the others nothing is dropped.
  private static final String WATCHED =
      """
        chain watched {
          meta skuid @blocked_uid goto refuse
          meta skuid @exempt_uid accept
          meta skgid @exempt_gid accept
          ip daddr . tcp dport @allow4 goto permitted
          ip6 daddr . tcp dport @allow6 goto permitted
          %s accept
          counter name seen
          update @observed_by { meta skuid . tcp dport }
          update @loud { meta skuid %s } accept
          log prefix "%s" group %d snaplen 96 queue-threshold 1
        }
      """
          .formatted(LATER, LOUD, OBSERVED, Fence.GROUP);

  private static final String PERMITTED =
      """
        chain permitted {
          %s counter name allowed
          accept
        }
      """
          .formatted(FIRST);

  /// The first packet is dropped and not refused, so that the process waits while somebody looks
  /// who it is. Should nobody, the same packet comes again after a second, and is refused.
  private static final String REFUSE =
      """
        chain refuse {
          %1$s reject with tcp reset
          ip saddr . tcp sport . ip daddr . tcp dport @held4 counter name again reject with tcp reset
          ip6 saddr . tcp sport . ip6 daddr . tcp dport @held6 counter name again reject with tcp reset
          counter name denied
          update @denied_by { meta skuid . tcp dport }
          update @loud { meta skuid %2$s } counter name unlogged reject with tcp reset
          meta nfproto ipv4 add @held4 { ip saddr . tcp sport . ip daddr . tcp dport }
          meta nfproto ipv6 add @held6 { ip6 saddr . tcp sport . ip6 daddr . tcp dport }
          log prefix "weir-l " group %3$d snaplen 96 queue-threshold 1
          drop
        }
      """
          .formatted(LATER, LOUD, Fence.GROUP);

  /// Of guests there is no user to hold; their operators are to see that it is a rule and not a
  /// dead server.
  private static final String FORWARD =
      """
        chain forward {
          meta l4proto @armed tcp dport @enforced goto routed
        }
        chain routed {
          ip daddr . tcp dport @allow4 goto permitted
          ip6 daddr . tcp dport @allow6 goto permitted
          %s reject with tcp reset
          counter name denied
          update @denied_from { iifname . tcp dport }
          log prefix "weir-f " group %d snaplen 96 queue-threshold 1
          reject with icmpx type admin-prohibited
        }
      """
          .formatted(LATER, Fence.GROUP);
}
