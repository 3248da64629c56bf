package weir.agent.fence.export;

import weir.agent.fence.Fence;
import weir.agent.fence.Fence.Permitted;
import weir.net.IpPrefix;

/// Access lists in the manner of Cisco, as several vendors have them: numbered lines, the first
/// that fits decides, and what fits none is denied, so that the last one lets the rest through.
final class AccessList {
  private final Lines out = new Lines();
  private int number;

  private AccessList() {}

  static String table(Fence fence) {
    Lines out = new Lines();
    for (boolean v4 : new boolean[] {true, false}) {
      String any = v4 ? "any IPv4" : "any IPv6";
      for (Permitted each : Lines.permitted(fence, v4)) {
        out.line(
            "permit  tcp  from %s  to %s  port %d".formatted(any, each.servers(), each.port()));
      }
      fence
          .enforced()
          .forEach(port ->
              out.line("deny    tcp  from %s  to %s  port %d  log".formatted(any, any, port)));
      out.line("permit  the rest");
    }
    return out.toString();
  }

  static String ios(Fence fence) {
    AccessList list = new AccessList();
    list.out.line("ip access-list extended MAILFENCE");
    list.entries(fence, true, " %d ", "any", "permit ip any any", Form.HOST_OR_WILDCARD);
    list.out.line("ipv6 access-list MAILFENCE6");
    list.entries(fence, false, " sequence %d ", "any", "permit ipv6 any any", Form.HOST_OR_PREFIX);
    list.out.line("interface Vlan110");
    list.out.line(" ip access-group MAILFENCE in");
    list.out.line(" ipv6 traffic-filter MAILFENCE6 in");
    return list.out.toString();
  }

  static String nxos(Fence fence) {
    AccessList list = new AccessList();
    list.out.line("ip access-list MAILFENCE").line("  statistics per-entry");
    list.entries(fence, true, "  %d ", "any", "permit ip any any", Form.PREFIX);
    list.out.line("ipv6 access-list MAILFENCE6").line("  statistics per-entry");
    list.entries(fence, false, "  %d ", "any", "permit ipv6 any any", Form.PREFIX);
    list.out.line("interface Vlan110");
    list.out.line("  ip access-group MAILFENCE in");
    list.out.line("  ipv6 traffic-filter MAILFENCE6 in");
    return list.out.toString();
  }

  static String eos(Fence fence) {
    AccessList list = new AccessList();
    list.out.line("ip access-list MAILFENCE").line("   counters per-entry");
    list.entries(fence, true, "   %d ", "any", "permit ip any any", Form.HOST_OR_PREFIX);
    list.out.line("ipv6 access-list MAILFENCE6");
    list.entries(fence, false, "   %d ", "any", "permit ipv6 any any", Form.HOST_OR_PREFIX);
    list.out.line("interface Vlan110");
    list.out.line("   ip access-group MAILFENCE in");
    list.out.line("   ipv6 access-group MAILFENCE6 in");
    return list.out.toString();
  }

  static String aosCx(Fence fence) {
    AccessList list = new AccessList();
    list.out.line("access-list ip MAILFENCE");
    list.entries(fence, true, "    %d ", "any", "permit any any any", Form.BARE_OR_PREFIX);
    list.out.line("access-list ipv6 MAILFENCE6");
    list.entries(fence, false, "    %d ", "any", "permit any any any", Form.BARE_OR_PREFIX);
    list.out.line("vlan 110");
    list.out.line("    apply access-list ip MAILFENCE in");
    list.out.line("    apply access-list ipv6 MAILFENCE6 in");
    return list.out.toString();
  }

  private void entries(
      Fence fence, boolean v4, String numbered, String any, String rest, Form form) {
    number = 0;
    for (Permitted each : Lines.permitted(fence, v4)) {
      entry(
          numbered, "permit tcp %s %s eq %d".formatted(any, form.of(each.servers()), each.port()));
    }
    fence
        .enforced()
        .forEach(port -> entry(numbered, "deny tcp %s %s eq %d log".formatted(any, any, port)));
    entry(numbered, rest);
  }

  private void entry(String numbered, String rule) {
    number += 10;
    out.line(numbered.formatted(number) + rule);
  }

  /// How a list names a server or a network of them.
  private enum Form {
    HOST_OR_WILDCARD {
      @Override
      String of(IpPrefix servers) {
        return isOne(servers)
            ? "host " + servers.first()
            : servers.first() + " " + wildcard(servers.length());
      }
    },
    HOST_OR_PREFIX {
      @Override
      String of(IpPrefix servers) {
        return isOne(servers) ? "host " + servers.first() : servers.toString();
      }
    },
    BARE_OR_PREFIX {
      @Override
      String of(IpPrefix servers) {
        return isOne(servers) ? servers.first().toString() : servers.toString();
      }
    },
    PREFIX {
      @Override
      String of(IpPrefix servers) {
        return servers.first() + "/" + servers.length();
      }
    };

    abstract String of(IpPrefix servers);

    private static boolean isOne(IpPrefix servers) {
      return servers.length() == (servers.isV4() ? 32 : 128);
    }

    /// The bits that may differ: of /24 it is 0.0.0.255.
    private static String wildcard(int length) {
      int bits = length == 32 ? 0 : -1 >>> length;
      return (bits >>> 24)
          + "."
          + (bits >> 16 & 255)
          + "."
          + (bits >> 8 & 255)
          + "."
          + (bits & 255);
    }
  }
}
