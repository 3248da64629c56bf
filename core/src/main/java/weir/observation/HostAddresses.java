package weir.observation;

import java.time.Instant;
import java.util.Optional;
import weir.net.IpAddress;

/// Which of our hosts has an address.
@FunctionalInterface
public interface HostAddresses {
  /// The provider's name of the host that had it at a time; empty for an address that is not ours.
  Optional<String> hostAt(IpAddress address, Instant at);
}
