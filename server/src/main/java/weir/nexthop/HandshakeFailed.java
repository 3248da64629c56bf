package weir.nexthop;

import java.io.IOException;

/// The hop offered encryption, and then it did not come about.
final class HandshakeFailed extends IOException {

  private static final long serialVersionUID = 1L;

  HandshakeFailed(IOException cause) {
    super("the TLS handshake with the hop failed: " + HopConnection.message(cause), cause);
  }
}
