package weir.agent.fence.iptables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import weir.agent.fence.Fence;
import weir.agent.fence.Ruleset;

/// The text of a fence for `iptables-restore --noflush`, in chains of our own; all of it or nothing
/// is carried out.
final class IptablesRules {
  /// The chains that we write to; nobody else does.
  static final List<String> CHAINS =
      List.of("WEIR-FENCE", "WEIR-LOCAL", "WEIR-WATCHED", "WEIR-ROUTED");

  /// The match `multiport` takes no more.
  private static final int MOST_PORTS = 15;

  private static final String FIRST = "-p tcp --syn";

  private final boolean v4;
  private final boolean hold;

  /// @param hold whether ipset is there to remember who was held
  IptablesRules(boolean v4, boolean hold) {
    this.v4 = v4;
    this.hold = hold;
  }

  /// What ipset is told first.
  static String sets() {
    return """
    create weir-held4 hash:ip,port,ip family inet timeout 20 maxelem 65535
    create weir-held6 hash:ip,port,ip family inet6 timeout 20 maxelem 65535
    """;
  }

  /// @param hooked whether the chains of the system lead to ours already
  String up(Fence fence, boolean hooked) {
    List<String> lines = new ArrayList<>(List.of("*filter"));
    CHAINS.forEach(chain -> lines.add(":" + chain + " - [0:0]")); // made, or emptied
    if (!hooked) {
      lines.add("-I OUTPUT 1 -p tcp -j WEIR-FENCE");
      lines.add("-I FORWARD 1 -p tcp -j WEIR-ROUTED");
    }
    lines.add("-A WEIR-FENCE -o lo -j RETURN");
    ports(fence.enforced()).forEach(it -> lines.add("-A WEIR-FENCE " + it + " -g WEIR-LOCAL"));
    ports(fence.observed()).forEach(it -> lines.add("-A WEIR-FENCE " + it + " -g WEIR-WATCHED"));
    exempt(fence, "WEIR-LOCAL", lines);
    refuse(lines);
    exempt(fence, "WEIR-WATCHED", lines);
    lines.add("-A WEIR-WATCHED " + FIRST + " " + log(Ruleset.OBSERVED));
    if (fence.forwarded()) {
      routed(fence, lines);
    }
    lines.add("COMMIT");
    return String.join("\n", lines) + "\n";
  }

  /// Away with it; for where the system's chains lead to ours.
  static String down() {
    List<String> lines = new ArrayList<>(List.of("*filter"));
    CHAINS.forEach(chain -> lines.add(":" + chain + " - [0:0]"));
    lines.add("-D OUTPUT -p tcp -j WEIR-FENCE");
    lines.add("-D FORWARD -p tcp -j WEIR-ROUTED");
    CHAINS.forEach(chain -> lines.add("-X " + chain));
    lines.add("COMMIT");
    return String.join("\n", lines) + "\n";
  }

  private static Stream<String> ports(Collection<Integer> ports) {
    List<String> all = ports.stream().map(Object::toString).toList();
    List<String> matches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += MOST_PORTS) {
      matches.add(
          "-p tcp -m multiport --dports "
              + String.join(",", all.subList(i, Math.min(all.size(), i + MOST_PORTS))));
    }
    return matches.stream();
  }

  private void exempt(Fence fence, String chain, List<String> lines) {
    String append = "-A " + chain;
    fence
        .exemptUsers()
        .forEach(uid -> lines.add(append + " -m owner --uid-owner " + uid + " -j RETURN"));
    fence
        .exemptGroups()
        .forEach(gid -> lines.add(append + " -m owner --gid-owner " + gid + " -j RETURN"));
    permitted(fence, append, lines);
  }

  private void permitted(Fence fence, String append, List<String> lines) {
    fence.permitted().stream()
        .filter(each -> each.isV4() == v4)
        .forEach(each ->
            lines.add(
                append
                    + " -d "
                    + each.servers()
                    + " -p tcp --dport "
                    + each.port()
                    + " -j RETURN"));
  }

  private void refuse(List<String> lines) {
    String append = "-A WEIR-LOCAL ";
    String reject = "-p tcp -j REJECT --reject-with tcp-reset";
    String set = v4 ? "weir-held4" : "weir-held6";
    lines.add(append + "-p tcp ! --syn -j REJECT --reject-with tcp-reset");
    if (hold) {
      lines.add(append + "-m set --match-set " + set + " src,src,dst " + reject);
      lines.add(append + FIRST + " -j SET --add-set " + set + " src,src,dst");
    }
    lines.add(append + FIRST + " " + log("weir-l "));
    lines.add(append + (hold ? "-j DROP" : reject));
  }

  private void routed(Fence fence, List<String> lines) {
    ports(fence.enforced())
        .forEach(it -> {
          permitted(fence, "-A WEIR-ROUTED", lines);
          lines.add("-A WEIR-ROUTED " + it + " ! --syn -j REJECT --reject-with tcp-reset");
          lines.add("-A WEIR-ROUTED " + it + " " + log("weir-f "));
          lines.add(
              "-A WEIR-ROUTED "
                  + it
                  + " -j REJECT --reject-with "
                  + (v4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited"));
        });
  }

  private static String log(String prefix) {
    return "-j NFLOG --nflog-group %d --nflog-size 96 --nflog-threshold 1 --nflog-prefix \"%s\""
        .formatted(Fence.GROUP, prefix);
  }
}
