package weir.disk;

/// The work was called off before its commit, or broke; the message says why, for the journal.
public final class NotCommitted extends Exception {
  private static final long serialVersionUID = 1;

  NotCommitted(String why, Throwable cause) {
    super(why, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
