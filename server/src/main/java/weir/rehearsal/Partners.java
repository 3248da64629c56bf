package weir.rehearsal;

import java.io.IOException;

/// Starts servers for dialogs.
@FunctionalInterface
public interface Partners {

  /// A server for this setup, ready to be talked to.
  ///
  /// @param hopPort port on loopback where its next hop listens, or does not if that is down
  Partner start(Setup setup, int hopPort) throws IOException;
}
