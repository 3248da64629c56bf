package weir.agent.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.agent.process.SiteFolders;
import weir.agent.submission.SubmissionLimits.Limit;

/// Asks and answers once where nobody else can: what Java does for the first time takes it longer
/// than the wrapper waits.
final class Rehearsal {
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  private static final SubmissionLimits LIMITS =
      new SubmissionLimits(
          Limit.NONE,
          Limit.NONE,
          Limit.NONE,
          Set.of(),
          SiteFolders.NONE,
          SubmissionLimits.Over.TEMPFAIL);

  private static final byte[] QUESTION = "weir=1\0arg=sendmail\0".getBytes(UTF_8);
  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  private Rehearsal() {}

  /// Where it fails, the first who asks may get no answer in time.
  static void of(
      Processes processes, ScriptFinder scripts, Clock clock, SubmissionDoor.Tokens tokens) {
    try {
      Path folder = Files.createTempDirectory("weir-rehearsal"); // which only we may enter
      Path socket = folder.resolve("door");
      try {
        askAt(socket, processes, scripts, clock, tokens);
      } finally {
        Files.deleteIfExists(socket);
        Files.delete(folder);
      }
    } catch (IOException e) {
      log.debug("the first who asks may get no answer: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void askAt(
      Path socket,
      Processes processes,
      ScriptFinder scripts,
      Clock clock,
      SubmissionDoor.Tokens tokens)
      throws IOException, InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    try (SubmissionDoor _ =
            SubmissionDoor.open(
                socket,
                new SubmissionDesk(LIMITS, _ -> false, System::nanoTime),
                processes,
                scripts,
                clock,
                _ -> answered.countDown(),
                tokens,
                new SubmissionDoor.Patience(AT_MOST, AT_MOST));
        SocketChannel asking = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      asking.write(ByteBuffer.wrap(QUESTION));
      asking.shutdownOutput();
      if (!answered.await(AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("the first question took longer than {}", AT_MOST);
      }
    }
  }
}
