package weir.checks.dnslists;

import java.util.ArrayList;
import java.util.List;
import weir.mail.ReceivedField;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.verdict.Facts;
import weir.verdict.Role;

/// The hosts that a message came by, as far as its Received fields can be believed: each field was
/// written by the host that the field above it names, and is worth as much as that host is.
///
/// @param own networks of ours
/// @param trusted networks of others who write what is true
record HopsBehind(List<IpPrefix> own, List<IpPrefix> trusted) {
  /// Hosts of one message that are looked at; those further away are left out.
  static final int MOST = 5;

  /// A host that is not ours.
  ///
  /// @param deep whether we have its address from somebody else than one of our own hosts
  record Hop(IpAddress address, boolean deep) {}

  /// From the nearest on. Ends with the first host that is neither ours nor trusted: it can have
  /// invented what stands below.
  List<Hop> of(Facts facts) {
    boolean ofOurs = facts.role() == Role.RELAY || isOwn(facts.client());
    if (facts.message().isEmpty() || !ofOurs && !isTrusted(facts.client())) {
      return List.of();
    }
    List<Hop> hops = new ArrayList<>(1);
    boolean deep = !ofOurs;
    for (ReceivedField field : facts.message().get().hops()) {
      switch (field) {
        case ReceivedField.FieldBelow() -> {}
        case ReceivedField.NoAddress() -> {
          return hops;
        }
        case ReceivedField.From(var address) -> {
          if (!isOwn(address)) {
            add(hops, new Hop(address, deep));
            if (!isTrusted(address) || hops.size() == MOST) {
              return hops;
            }
            deep = true;
          }
        }
      }
    }
    return hops;
  }

  /// Lists know nothing of private addresses, and of no address twice.
  private static void add(List<Hop> hops, Hop hop) {
    boolean known = hops.stream().anyMatch(each -> each.address.equals(hop.address));
    if (!known && !hop.address.isReserved()) {
      hops.add(hop);
    }
  }

  private boolean isOwn(IpAddress address) {
    return IpPrefix.anyContains(own, address);
  }

  private boolean isTrusted(IpAddress address) {
    return IpPrefix.anyContains(trusted, address);
  }
}
