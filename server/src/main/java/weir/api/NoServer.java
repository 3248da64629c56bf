package weir.api;

/// There is no server to ask, in a sentence for the operator.
public final class NoServer extends Exception {
  private static final long serialVersionUID = 1;

  NoServer(String message) {
    super(message);
  }

  NoServer(String message, Throwable cause) {
    super(message, cause);
  }
}
