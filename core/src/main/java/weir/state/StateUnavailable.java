package weir.state;

/// The state cannot be asked or written now, for instance because its server does not answer.
///
/// A check turns this into `unknown` with the message as its cause; it never means "no".
public final class StateUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param why what the state's own server or library said
  public StateUnavailable(String why) {
    super(why);
  }

  /// @param why what the state's own server or library said
  public StateUnavailable(String why, Throwable cause) {
    super(why, cause);
  }

  @Override
  public String getMessage() {
    return "state is unavailable: " + super.getMessage();
  }
}
