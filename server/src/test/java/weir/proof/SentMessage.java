package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.mail.Content;
import weir.mail.HeaderList;
import weir.maillog.Entrance;
import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;
import weir.observation.Passage;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;
import weir.received.Came;
import weir.received.Received;

/// A message in a queue, as log, queue file and topmost Received fields tell of it.
///
/// @param passage what the log told
/// @param inLog how it came in by the log
/// @param inQueue by the queue file
/// @param inHeader by the Received field that the queue's own server wrote
record SentMessage(Passage passage, Entrance inLog, Entrance inQueue, Came inHeader) {

  /// All that a log tells of and a queue still has, by their subjects.
  static Map<String, SentMessage> all(
      String host, String log, LogFraming framing, LogGrammar grammar, QueueFormat queue) {
    Map<String, SentMessage> all = new LinkedHashMap<>();
    HostLog only = new HostLog(host, log, framing, grammar);
    for (Passage passage : HostLog.passages((_, _) -> Optional.empty(), List.of(only))) {
      try {
        QueueFile file =
            queue
                .find(passage.first().key().id())
                .orElseThrow(() -> new AssertionError(passage + log));
        if (queue.read(file) instanceof QueueRead.Whole whole) {
          try (whole) {
            HeaderList header = header(whole);
            all.put(
                header.value("Subject", 200).orElseThrow(),
                new SentMessage(
                    passage,
                    passage.first().by().orElseThrow(),
                    whole.message().by().orElseThrow(),
                    came(header)));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static HeaderList header(QueueRead.Whole whole) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    try (InputStream in = whole.content().open()) {
      String text = new String(in.readAllBytes(), ISO_8859_1);
      wire.write(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(ISO_8859_1));
    }
    return HeaderList.read(Content.of(wire.toByteArray()), HeaderList.Bounds.USUAL);
  }

  /// Of the topmost field; where its writer used two, as qmail does, of the second.
  private static Came came(HeaderList header) {
    List<String> fields = header.values("Received", 2, Received.LIMIT);
    Came first = Received.read(fields.getFirst()).came();
    return first instanceof Came.AsFieldBelow ? Received.read(fields.get(1)).came() : first;
  }
}
