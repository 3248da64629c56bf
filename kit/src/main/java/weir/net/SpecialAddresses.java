package weir.net;

import java.util.Optional;

/// The IANA IPv4 and IPv6 special-purpose address registries (RFC 6890 and its updates) and the
/// multicast blocks.
///
/// Left out are blocks that the registries call globally reachable (the AS112 and AMT anycast
/// blocks, the NAT64 prefix 64:ff9b::/96). 2001::/23 stands whole: nothing in it sends mail.
final class SpecialAddresses {

  private static final PrefixTable<String> TABLE =
      table(
          "0.0.0.0/8", "this network (RFC 791)",
          "10.0.0.0/8", "private use (RFC 1918)",
          "100.64.0.0/10", "shared address space (RFC 6598)",
          "127.0.0.0/8", "loopback (RFC 1122)",
          "169.254.0.0/16", "link local (RFC 3927)",
          "172.16.0.0/12", "private use (RFC 1918)",
          "192.0.0.0/24", "IETF protocol assignments (RFC 6890)",
          "192.0.2.0/24", "documentation (RFC 5737)",
          "192.88.99.0/24", "6to4 relay anycast (RFC 7526)",
          "192.168.0.0/16", "private use (RFC 1918)",
          "198.18.0.0/15", "benchmarking (RFC 2544)",
          "198.51.100.0/24", "documentation (RFC 5737)",
          "203.0.113.0/24", "documentation (RFC 5737)",
          "224.0.0.0/4", "multicast (RFC 5771)",
          "240.0.0.0/4", "reserved (RFC 1112)",
          "255.255.255.255/32", "limited broadcast (RFC 919)",
          "::/96", "IPv4-compatible, deprecated (RFC 4291)",
          "::/128", "unspecified (RFC 4291)",
          "::1/128", "loopback (RFC 4291)",
          "64:ff9b:1::/48", "local IPv4/IPv6 translation (RFC 8215)",
          "100::/64", "discard only (RFC 6666)",
          "100:0:0:1::/64", "dummy prefix (RFC 9780)",
          "2001::/23", "IETF protocol assignments (RFC 2928)",
          "2001:db8::/32", "documentation (RFC 3849)",
          "2002::/16", "6to4 (RFC 3056)",
          "3fff::/20", "documentation (RFC 9637)",
          "5f00::/16", "segment routing identifiers (RFC 9602)",
          "fc00::/7", "unique local (RFC 4193)",
          "fe80::/10", "link local (RFC 4291)",
          "fec0::/10", "site local, deprecated (RFC 3879)",
          "ff00::/8", "multicast (RFC 4291)");

  private SpecialAddresses() {}

  static Optional<String> purpose(IpAddress address) {
    return TABLE.find(address);
  }

  private static PrefixTable<String> table(String... prefixesAndPurposes) {
    PrefixTable.Builder<String> table = PrefixTable.builder();
    for (int i = 0; i < prefixesAndPurposes.length; i += 2) {
      table.add(IpPrefix.of(prefixesAndPurposes[i]), prefixesAndPurposes[i + 1]);
    }
    return table.build();
  }
}
