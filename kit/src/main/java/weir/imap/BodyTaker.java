package weir.imap;

import java.io.IOException;
import java.io.InputStream;

/// Gets the octets of a message while an answer is read.
@FunctionalInterface
public interface BodyTaker {
  /// Takes none.
  BodyTaker NONE = (_, _) -> {};

  /// @param body exactly these octets; what is left unread is skipped
  /// @param size how many there will be
  /// @throws IOException when they break off
  void take(InputStream body, long size) throws IOException;
}
