package weir.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;

/// What is true of every message that is read from a queue file, whatever the file says.
final class ReadMessages {
  private ReadMessages() {}

  /// Its parts are no more than the file has room for, and its content is the same whichever way it
  /// is read.
  static void check(QueueRead read, long octetsOfFiles) throws IOException {
    if (!(read instanceof QueueRead.Whole whole)) {
      return;
    }
    try (whole) {
      QueuedMessage message = whole.message();
      assertThat((long) message.recipients()).isLessThanOrEqualTo(octetsOfFiles);
      assertThat(message.open().size())
          .isEqualTo(Math.min(message.recipients(), QueuedMessage.MOST_RECIPIENTS));
      message.octets().ifPresent(octets -> assertThat(octets).isNotNegative());
      byte[] atOnce;
      try (InputStream in = whole.content().open()) {
        atOnce = in.readAllBytes();
      }
      // Each octet stands in a file; an empty line of Postfix takes two there.
      assertThat((long) atOnce.length).isLessThanOrEqualTo(octetsOfFiles + 1);
      try (InputStream in = whole.content().open()) {
        for (byte octet : atOnce) {
          assertThat(in.read()).isEqualTo(octet & 0xFF);
        }
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }
}
