package weir.agent.fence;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// The rules of one fence, of which a table may have two: the one that was put up last, and the one
/// that was confirmed before and holds again if the last one is not.
enum Generation {
  NOW(""),
  KEPT("kept_");

  private static final String LATER = "tcp flags & (fin|syn|rst|ack) != syn";

  private final String prefix;

  Generation(String prefix) {
    this.prefix = prefix;
  }

  /// Names of its sets, but of those of control groups: what is in them no text can say.
  List<String> sets() {
    return Stream.of("enforced", "observed", "allow4", "allow6", "exempt_uid", "exempt_gid")
        .map(prefix::concat)
        .toList();
  }

  /// Names of all its sets.
  List<String> all() {
    return Stream.concat(sets().stream(), Cgroups.sets(this).stream()).toList();
  }

  /// Names of its chains; none is called before it stands behind those that it calls.
  List<String> chains() {
    return Stream.of("out", "watched", "local", "routed").map(prefix::concat).toList();
  }

  /// Its empty sets, of addresses also for a time: those that a name has no more.
  String declared() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
          set %1$senforced { type inet_service; }
          set %1$sobserved { type inet_service; }
          set %1$sallow4 { type ipv4_addr . inet_service; flags interval,timeout; }
          set %1$sallow6 { type ipv6_addr . inet_service; flags interval,timeout; }
          set %1$sexempt_uid { type uid; }
          set %1$sexempt_gid { type gid; }
        """
            .formatted(prefix));
    Cgroups.sets(this)
        .forEach(set -> text.append("  set ").append(set).append(" { type cgroupsv2; }\n"));
    chains().forEach(chain -> text.append("  chain ").append(chain).append(" { }\n"));
    return text.toString();
  }

  /// The name of one of its sets.
  String set(String name) {
    return prefix + name;
  }

  /// What fills its sets.
  String elements(Fence fence) {
    return add("enforced", fence.enforced())
        + add("observed", fence.observed())
        + add("allow4", addresses(fence, true))
        + add("allow6", addresses(fence, false))
        + add("exempt_uid", fence.exemptUsers())
        + add("exempt_gid", fence.exemptGroups());
  }

  private static List<String> addresses(Fence fence, boolean v4) {
    return fence.permitted().stream()
        .filter(each -> each.isV4() == v4)
        .map(Fence.Permitted::element)
        .toList();
  }

  private String add(String set, Collection<?> elements) {
    return Ruleset.element("add", prefix + set, elements);
  }

  /// Of blocked users nothing gets through at observed ports either; of the others nothing is
  /// dropped there.
  String rules(Fence fence) {
    String all = OUT + LOCAL + WATCHED + (fence.forwarded() ? ROUTED : "");
    return all.replace("    #cgroups\n", Cgroups.rules(this, fence))
        .replace("@@", "@" + prefix)
        .replace("~", prefix);
  }

  private static final String OUT =
      """
        chain ~out {
          tcp dport @@enforced goto ~local
          tcp dport @@observed goto ~watched
        }
      """;

  private static final String MAY =
      """
          meta skuid @blocked_uid goto refuse
          meta skuid @@exempt_uid accept
          meta skgid @@exempt_gid accept
          #cgroups
          ip daddr . tcp dport @@allow4 goto permitted
          ip6 daddr . tcp dport @@allow6 goto permitted
      """;

  private static final String LOCAL =
      """
        chain ~local {
          %s
          goto refuse
        }
      """
          .formatted(MAY.strip());

  private static final String WATCHED =
      """
        chain ~watched {
          %s
          %s accept
          counter name seen
          update @observed_by { meta skuid . tcp dport }
          update @loud { meta skuid %s } accept
          log prefix "%s" group %d snaplen 96 queue-threshold 1
        }
      """
          .formatted(MAY.strip(), LATER, Ruleset.LOUD, Ruleset.OBSERVED, Fence.GROUP);

  /// Of guests there is no user to hold; their operators are to see that it is a rule and not a
  /// dead server.
  private static final String ROUTED =
      """
        chain ~routed {
          ip daddr . tcp dport @@allow4 goto permitted
          ip6 daddr . tcp dport @@allow6 goto permitted
          %s reject with tcp reset
          counter name denied
          update @denied_from { iifname . tcp dport }
          log prefix "weir-f " group %d snaplen 96 queue-threshold 1
          reject with icmpx type admin-prohibited
        }
      """
          .formatted(LATER, Fence.GROUP);
}
