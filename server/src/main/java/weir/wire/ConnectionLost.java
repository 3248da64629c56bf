package weir.wire;

import java.io.IOException;

/// The connection broke: reset by the peer, unreachable, or closed by us from elsewhere.
public final class ConnectionLost extends WireException {

  ConnectionLost(IOException cause) {
    super(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
  }
}
