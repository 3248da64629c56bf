package weir.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Queues of real servers, and what is read from them.
final class Spools {
  private Spools() {}

  /// A spool among the test's resources: files that the real server wrote.
  static Path real(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Spools.class.getResource(name)).toURI());
  }

  static List<QueueFile> files(QueueFormat queue) throws IOException {
    List<QueueFile> files = new ArrayList<>();
    queue.list(files::add);
    return files;
  }

  static QueueRead read(QueueFormat queue, String id) throws IOException {
    return queue.read(queue.find(id).orElseThrow());
  }

  static QueuedMessage message(QueueFormat queue, String id) throws IOException {
    try (var whole = assertInstanceOf(QueueRead.Whole.class, read(queue, id))) {
      return whole.message();
    }
  }

  static String content(QueueFormat queue, String id) throws IOException {
    try (var whole = assertInstanceOf(QueueRead.Whole.class, read(queue, id));
        InputStream in = whole.content().open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
