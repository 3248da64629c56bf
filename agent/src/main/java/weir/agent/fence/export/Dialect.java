package weir.agent.fence.export;

import java.util.Locale;
import java.util.function.Function;
import weir.agent.fence.Fence;

/// What a fence can be written in. None but [#BRIDGE] was run: the others follow their vendors'
/// manuals.
public enum Dialect {
  TABLE("a table for people, and for machines of other kinds", AccessList::table),
  IOS("Cisco IOS and IOS-XE", AccessList::ios),
  NXOS("Cisco NX-OS", AccessList::nxos),
  EOS("Arista EOS", AccessList::eos),
  AOS_CX("HPE Aruba AOS-CX", AccessList::aosCx),
  JUNOS("Juniper Junos", Junos::text),
  ROUTEROS("MikroTik RouterOS", RouterOs::text),
  PF("pf of OpenBSD and FreeBSD, on a router", Pf::text),
  BRIDGE("nftables on a Linux bridge", Bridge::text),
  AWS("a network ACL of AWS, by its command line", AwsAcl::text);

  private final String machine;
  private final Function<Fence, String> text;

  Dialect(String machine, Function<Fence, String> text) {
    this.machine = machine;
    this.text = text;
  }

  /// For people, such as `Cisco NX-OS`.
  public String machine() {
    return machine;
  }

  /// As operators write it: `aos-cx`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The enforced ports, shut to all but the permitted servers, IPv4 and IPv6.
  public String text(Fence fence) {
    return text.apply(fence);
  }
}
