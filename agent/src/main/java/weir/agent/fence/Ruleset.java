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
/// Where a fence was confirmed before, the text has both [Generation]s: the element of `armed`
/// leads to the new one, and when it runs out all that comes meets the former one.
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
  static final String LOUD = "limit rate over 100/second burst 200 packets";

  private static final List<String> CHAINS = List.of("output", "forward", "permitted", "refuse");

  /// Sets that only settings fill: what else is found in them is somebody else's.
  static final List<String> SETTINGS =
      Stream.concat(Stream.of("armed"), Generation.NOW.sets().stream()).toList();

  private Ruleset() {}

  /// @param deadMan after which the fence lets all through unless it is confirmed; empty for good
  public static String of(Fence fence, Optional<Duration> deadMan) {
    return of(fence, deadMan, Optional.empty());
  }

  /// @param former the one that was confirmed before, and holds again after that time
  static String of(Fence fence, Optional<Duration> deadMan, Optional<Fence> former) {
    StringBuilder text = new StringBuilder(FenceText.of(fence));
    line(text, "add table " + TABLE);
    text.append("table ").append(TABLE).append(" {\n").append(DECLARED);
    EACH.forEach(each -> text.append(each.declared()));
    text.append("}\n");
    CHAINS.forEach(chain -> line(text, "flush chain " + TABLE + " " + chain));
    EACH.forEach(each -> {
      each.chains().forEach(chain -> line(text, "flush chain " + TABLE + " " + chain));
      each.all().forEach(set -> line(text, "flush set " + TABLE + " " + set));
    });
    line(text, "flush set " + TABLE + " armed");
    text.append(Generation.NOW.elements(fence));
    String timer = deadMan.map(after -> " timeout " + after.toSeconds() + "s").orElse("");
    text.append(element("add", "armed", List.of("tcp" + timer)));
    text.append("table ").append(TABLE).append(" {\n");
    text.append(PERMITTED).append(REFUSE).append(Generation.NOW.rules(fence));
    former.ifPresent(it -> text.append(Generation.KEPT.rules(it)));
    text.append(hooks(fence, former)).append("}\n");
    former.ifPresentOrElse(
        it -> text.append(Generation.KEPT.elements(it)), () -> without(text, Generation.KEPT));
    return text.toString();
  }

  private static final List<Generation> EACH = List.of(Generation.NOW, Generation.KEPT);

  private static void without(StringBuilder text, Generation generation) {
    generation.chains().forEach(chain -> line(text, "delete chain " + TABLE + " " + chain));
    generation.all().forEach(set -> line(text, "delete set " + TABLE + " " + set));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /// A line that adds or deletes elements; empty where there are none.
  static String element(String verb, String set, Collection<?> elements) {
    return elements.isEmpty()
        ? ""
        : "%s element %s %s { %s }\n"
            .formatted(
                verb,
                TABLE,
                set,
                String.join(", ", elements.stream().map(Object::toString).toList()));
  }

  private static final String DECLARED =
      """
        set armed { type inet_proto; flags timeout; }
        set told { type inet_proto; flags timeout; }
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
        chain output { type filter hook output priority %3$d; policy accept; }
        chain forward { type filter hook forward priority %3$d; policy accept; }
        chain permitted { }
        chain refuse { }
      """
          .formatted(BOOK, HELD, PRIORITY);

  /// A connection within the host goes over `lo`, also to the host's own public address. Unless it
  /// is armed, the former one holds, or all is let through and counted at observed ports as before.
  private static String hooks(Fence fence, Optional<Fence> former) {
    StringBuilder text = new StringBuilder("  chain output {\n");
    line(text, "    oif \"lo\" accept");
    line(text, "    meta l4proto @armed goto out");
    line(text, former.isPresent() ? "    goto kept_out" : "    tcp dport @observed goto watched");
    text.append("  }\n  chain forward {\n");
    if (fence.forwarded()) {
      line(text, "    meta l4proto @armed tcp dport @enforced goto routed");
    }
    if (former.isPresent() && former.get().forwarded()) {
      line(text, "    meta l4proto @armed accept");
      line(text, "    tcp dport @kept_enforced goto kept_routed");
    }
    return text.append("  }\n").toString();
  }

  private static final String FIRST = "tcp flags & (fin|syn|rst|ack) == syn";
  private static final String LATER = "tcp flags & (fin|syn|rst|ack) != syn";

  /// Told of while somebody listens ([PermittedLog]).
  private static final String PERMITTED =
      """
        chain permitted {
          %1$s counter name allowed
          %1$s meta l4proto @told log prefix "%2$s" group %3$d snaplen 96 queue-threshold 1
          accept
        }
      """
          .formatted(FIRST, PermittedLog.PREFIX, PermittedLog.GROUP);

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
}
