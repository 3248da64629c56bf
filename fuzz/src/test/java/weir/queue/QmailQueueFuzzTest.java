package weir.queue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import weir.fuzz.Scratch;

/// The message of qmail behind the first 64 octets, which are its envelope in `info`, `remote` and
/// `todo` at once.
final class QmailQueueFuzzTest {
  private static final int ENVELOPE = 64;

  @FuzzTest
  void aMessageIsNoMoreThanItsFilesHave(byte[] octets) throws IOException {
    byte[] envelope = Arrays.copyOf(octets, Math.min(ENVELOPE, octets.length));
    byte[] message = Arrays.copyOfRange(octets, envelope.length, octets.length);
    try (Scratch scratch = Scratch.make()) {
      write(scratch.folder().resolve("mess/3/3"), message);
      write(scratch.folder().resolve("info/3/3"), envelope);
      write(scratch.folder().resolve("remote/3/3"), envelope);
      write(scratch.folder().resolve("todo/3"), envelope);
      QueueFormat queue = new QmailQueue(scratch.folder());
      ReadMessages.check(queue.read(queue.find("3").orElseThrow()), 2L * octets.length);
    }
  }

  private static void write(Path file, byte[] octets) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, octets);
  }
}
