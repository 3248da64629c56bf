package weir.evidence;

import java.io.IOException;
import java.util.Optional;
import weir.observation.Leg;

/// Where messages lie that have not left.
@FunctionalInterface
public interface Samples {
  /// The beginning of a message.
  ///
  /// @param size of the whole
  record Beginning(byte[] octets, long size) {}

  /// @param most octets that are read
  /// @return empty where it lies there no more
  Optional<Beginning> of(Leg leg, int most) throws IOException;
}
