package weir.wire;

import java.util.Locale;

/// The peer let a time limit pass. After [What#WRITE] and [What#HANDSHAKE] nothing can be said any
/// more; after the others a last reply can still be written.
public final class TimedOut extends WireException {

  /// Which limit it was.
  public enum What {
    /// No byte came within the time of one read (RFC 5321 section 4.5.3.2).
    READ,
    /// The peer does not take what we send; its socket has been closed.
    WRITE,
    /// The command or transaction as a whole took too long, however busily its bytes trickled in.
    DEADLINE,
    /// TLS was not agreed in time.
    HANDSHAKE
  }

  private final What what;

  TimedOut(What what) {
    super("timed out: " + what.name().toLowerCase(Locale.ROOT));
    this.what = what;
  }

  public What what() {
    return what;
  }
}
