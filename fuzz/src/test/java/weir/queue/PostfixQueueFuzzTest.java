package weir.queue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weir.fuzz.Scratch;

/// A queue file of Postfix.
final class PostfixQueueFuzzTest {

  @FuzzTest
  void aMessageIsNoMoreThanItsFileHas(byte[] octets) throws IOException {
    try (Scratch scratch = Scratch.make()) {
      Path file = scratch.folder().resolve("hold").resolve("0F1EF5B");
      Files.createDirectories(file.getParent());
      Files.write(file, octets);
      QueueFormat queue = new PostfixQueue(scratch.folder());
      ReadMessages.check(queue.read(queue.find("0F1EF5B").orElseThrow()), octets.length);
    }
  }
}
