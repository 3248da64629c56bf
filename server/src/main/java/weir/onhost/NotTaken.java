package weir.onhost;

import java.io.IOException;

/// The server answers, and does not take what was sent. What was sent may not be the reason: a
/// proxy may refuse all.
final class NotTaken extends IOException {
  private static final long serialVersionUID = 1;

  NotTaken(String message) {
    super(message);
  }
}
