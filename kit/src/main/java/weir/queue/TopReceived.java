package weir.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import weir.mail.Content;
import weir.mail.HeaderList;
import weir.mail.ReceivedField;

/// The topmost Received fields of a queued message: the queue's own server wrote the first one.
final class TopReceived {
  /// Octets of a header that are looked at.
  private static final int HEADER = 64 * 1024;

  private static final int MOST = 4;

  private TopReceived() {}

  /// Their values, unfolded, the topmost first.
  static List<String> of(QueuedContent content) throws IOException {
    try (InputStream in = content.open()) {
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      int last = '\n';
      byte[] piece = in.readNBytes(HEADER);
      for (byte octet : piece) {
        if (octet == '\r') {
          continue;
        }
        if (octet == '\n') {
          wire.write('\r');
        }
        wire.write(octet);
        if (octet == '\n' && last == '\n') {
          break;
        }
        last = octet;
      }
      if (last != '\n') {
        wire.write('\r');
        wire.write('\n');
      }
      HeaderList header = HeaderList.read(Content.of(wire.toByteArray()), HeaderList.Bounds.USUAL);
      return header.values("Received", MOST, ReceivedField.LIMIT);
    }
  }
}
