package weir.checks;

import java.util.List;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.net.PrefixTable;

/// Addresses at which nobody on the Internet takes mail: loopback, private, link-local, multicast,
/// 0/8 and their like in IPv6. A domain that leads to these only cannot be answered.
final class Nowhere {
  private static final PrefixTable<Boolean> TABLE = table();

  private Nowhere() {}

  static boolean is(IpAddress address) {
    return TABLE.find(address).isPresent();
  }

  private static PrefixTable<Boolean> table() {
    PrefixTable.Builder<Boolean> table = PrefixTable.builder();
    for (String prefix :
        List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "224.0.0.0/3",
            "::/127",
            "fc00::/7",
            "fe80::/9",
            "ff00::/8")) {
      table.add(IpPrefix.of(prefix), true);
    }
    return table.build();
  }
}
