package weir.wire;

import java.io.IOException;

/// Why a connection is no longer usable, as a type. The end of the stream is not among these: it is
/// an ordinary answer of a read.
public abstract sealed class WireException extends IOException
    permits TimedOut, ConnectionLost, TlsFailed, Recalled {

  WireException(String message) {
    super(message);
  }

  WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
