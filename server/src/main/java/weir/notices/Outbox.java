package weir.notices;

import java.io.IOException;
import java.util.List;

/// Takes a message to be sent.
@FunctionalInterface
interface Outbox {
  /// @param id of the message, for logs
  /// @throws IOException with a sentence for the operator when it was not taken
  void send(String id, String from, List<String> to, byte[] message)
      throws IOException, InterruptedException;
}
