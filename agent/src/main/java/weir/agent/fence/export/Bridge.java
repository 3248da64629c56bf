package weir.agent.fence.export;

import java.util.List;
import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;

/// nftables on a Linux bridge, as a host of virtual machines has one.
final class Bridge {
  private Bridge() {}

  static String text(Fence fence) {
    Lines out = new Lines();
    out.line("table bridge mailfence {");
    set(out, "allow4", "ipv4_addr", Lines.permitted(fence, true));
    set(out, "allow6", "ipv6_addr", Lines.permitted(fence, false));
    String ports = String.join(", ", fence.enforced().stream().map(Object::toString).toList());
    out.line("  chain forward {");
    out.line("    type filter hook forward priority -5; policy accept;");
    if (!ports.isEmpty()) {
      out.line("    ether type ip ip daddr . tcp dport @allow4 accept");
      out.line("    ether type ip6 ip6 daddr . tcp dport @allow6 accept");
      out.line(
          "    ether type { ip, ip6 } tcp dport { %s } tcp flags & (fin|syn|rst|ack) == syn counter log group 26 drop"
              .formatted(ports));
    }
    return out.line("  }").line("}").toString();
  }

  private static void set(Lines out, String name, String type, List<Permitted> permitted) {
    String elements =
        String.join(
            ", ", permitted.stream().map(each -> each.servers() + " . " + each.port()).toList());
    out.line(
        "  set %s { type %s . inet_service; flags interval; %s}"
            .formatted(name, type, elements.isEmpty() ? "" : "elements = { " + elements + " } "));
  }
}
