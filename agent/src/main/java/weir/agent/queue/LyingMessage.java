package weir.agent.queue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import weir.likeness.Likeness;
import weir.mime.Entity;
import weir.mime.Field;
import weir.mime.MimeBounds;
import weir.observation.Observation;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.queue.QueueRead;
import weir.queue.QueuedMessage;

/// What a message's file tells whoever looks. Who handed it in is what the server itself wrote
/// down; Message-ID, subject, script and text are the message's own claims, and what else its
/// header says is not read.
final class LyingMessage {
  /// Of the header that Message-ID, subject and script are read from.
  private static final MimeBounds BOUNDS = new MimeBounds(0, 1, Likeness.OCTETS, 500, 0);

  /// Characters of either that are kept.
  private static final int CLAIM = 500;

  private LyingMessage() {}

  /// @return empty of a message that has no sender yet, or that is told under another id
  static Optional<Observation.Lying> read(WatchedQueue queue, QueueRead.Whole whole, Instant now)
      throws IOException {
    QueuedMessage message = whole.message();
    if (message.since().isEmpty() || message.sender().isEmpty()) {
      return Optional.empty();
    }
    byte[] octets;
    try (InputStream in = whole.content().open()) {
      octets = in.readNBytes(Likeness.OCTETS);
    }
    Entity header = Entity.read(octets, BOUNDS);
    return Optional.of(
        new Observation.Lying(
            new Observation.Entered(
                new Witness(queue.source(), queue.host(), now, Writer.SERVER),
                new QueueKey(queue.host(), message.id(), message.since().get()),
                message.by(),
                message.sender().get(),
                message.octets(),
                OptionalInt.of(message.recipients() + message.done().size()),
                claim(header, "Message-ID").map(LyingMessage::bare),
                claim(header, "Subject"),
                Optional.empty(),
                Optional.empty(),
                QueueScan.scripts(header).stream().findFirst(),
                Optional.empty(),
                Likeness.of(octets))));
  }

  private static Optional<String> claim(Entity header, String field) {
    return header
        .header()
        .named(field)
        .findFirst()
        .map(Field::value)
        .map(value -> value.replaceAll("\\s+", " ").strip())
        .filter(value -> !value.isEmpty())
        .map(value -> value.substring(0, Math.min(value.length(), CLAIM)));
  }

  /// As logs write it.
  private static String bare(String messageId) {
    boolean bracketed = messageId.startsWith("<") && messageId.endsWith(">");
    return bracketed ? messageId.substring(1, messageId.length() - 1) : messageId;
  }
}
