package weir.tls;

/// Certificate or key cannot be used; the message names the file and says why, for the operator.
public final class TlsProblem extends Exception {

  TlsProblem(String message) {
    super(message);
  }

  TlsProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
