package weir.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;

/// What is behind a server that gets killed, and lives on.
sealed interface Behind extends AutoCloseable {

  /// The lines of the server's configuration that lead here.
  String settings();

  /// What has arrived since the last time.
  List<byte[]> take();

  @Override
  void close();

  /// A mail server in this process.
  record Server(SinkMta sink) implements Behind {
    Server() {
      this(SinkMta.start());
    }

    @Override
    public String settings() {
      return "hops.back.type = 'smtp'\nhops.back.address = '127.0.0.1:" + sink.port() + "'\n";
    }

    @Override
    public List<byte[]> take() {
      return sink.messages().stream().map(SinkMessage::content).toList();
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  /// The mailboxes that the server writes itself.
  record Mailbox(Path root) implements Behind {
    @Override
    public String settings() {
      return "hops.back.type = 'maildir'\nhops.back.root = '" + root + "'\n";
    }

    @Override
    public List<byte[]> take() {
      Path arrived = root.resolve("ann@example.com/new");
      if (!Files.isDirectory(arrived)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(arrived)) {
        return files.map(Mailbox::takeOne).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] takeOne(Path file) {
      try {
        byte[] message = Files.readAllBytes(file);
        Files.delete(file);
        return message;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }
}
