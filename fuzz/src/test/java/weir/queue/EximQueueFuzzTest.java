package weir.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weir.fuzz.Scratch;

/// The header file of Exim, behind its first line, with a short body.
final class EximQueueFuzzTest {
  private static final String ID = "1xXU4w-00000Y-0T";
  private static final String BODY = ID + "-D\nbody\n";

  @FuzzTest
  void aMessageIsNoMoreThanItsFilesHave(byte[] octets) throws IOException {
    try (Scratch scratch = Scratch.make()) {
      Path input = Files.createDirectory(scratch.folder().resolve("input"));
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      header.writeBytes((ID + "-H\n").getBytes(US_ASCII));
      header.writeBytes(octets);
      Files.write(input.resolve(ID + "-H"), header.toByteArray());
      Files.writeString(input.resolve(ID + "-D"), BODY);
      QueueFormat queue = new EximQueue(scratch.folder());
      ReadMessages.check(
          queue.read(queue.find(ID).orElseThrow()), header.size() + (long) BODY.length());
    }
  }
}
