package weir.link;

import java.io.IOException;

/// A message is none, or of a version that is not known here.
public final class NotUnderstood extends IOException {
  private static final long serialVersionUID = 1;

  NotUnderstood(String message) {
    super(message);
  }
}
