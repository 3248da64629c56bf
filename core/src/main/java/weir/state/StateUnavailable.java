package weir.state;

/// The state cannot be asked or written now, for instance because its server does not answer.
///
/// A check turns this into `unknown` with the message as its cause; it never means "no".
public final class StateUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StateUnavailable(String message) {
    super(message);
  }

  public StateUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
