package weir.wire;

/// TLS could not be agreed, or the peer broke its rules later (renegotiation, a damaged record).
/// The connection is of no use: what follows on it is neither plain text nor cipher text.
public final class TlsFailed extends WireException {

  TlsFailed(String message) {
    super(message);
  }

  TlsFailed(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
