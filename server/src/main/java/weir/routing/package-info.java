/// Where a recipient's mail goes and who says whether the recipient exists: our domains, the maps
/// that a panel writes, and the hosts that may relay.
///
/// The decision falls here and nowhere else, before any check looks, on every domain that an
/// address can be made to reach. Without a list nothing is relayed.
@NullMarked
package weir.routing;

import org.jspecify.annotations.NullMarked;
