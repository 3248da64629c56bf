package weir.checks.dnslists;

import java.util.Optional;
import weir.checks.dnslists.AskedList.Asked;
import weir.net.IpAddress;
import weir.verdict.Attributes;
import weir.verdict.Facts;
import weir.verdict.Role;

/// A list of addresses, asked about clients.
///
/// @param queryReserved whether it is asked about private and reserved addresses
record ClientList(AskedList list, boolean queryReserved) {

  /// What is said of a list that is not asked about private and reserved addresses.
  static final String RESERVED = "reserved address (query-reserved)";

  /// Whether DNS lists say anything about such a client: a stranger whom no host rule spares them.
  static boolean concern(Facts facts) {
    return facts.role() == Role.MX && facts.attributes().lists() == Attributes.Lists.ASKED;
  }

  boolean isAskedAbout(IpAddress client) {
    return queryReserved || !client.isReserved();
  }

  Optional<Asked> ask(IpAddress client, boolean first) {
    return isAskedAbout(client) ? list.ask(client.reversed(), first) : Optional.empty();
  }
}
