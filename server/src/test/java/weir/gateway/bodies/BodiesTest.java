package weir.gateway.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.disk.DiskThreads;
import weir.testkit.Until;

class BodiesTest {
  private static final int LARGE = 4 * Body.PIECE;

  @TempDir private Path folder;

  private Bodies bodies(DiskThreads files, Duration longest) throws IOException {
    return new Bodies(
        new Bodies.Room(Body.PIECE, 100 * Body.PIECE, 100 * Body.PIECE, 10, longest),
        folder,
        files);
  }

  private boolean isEmpty() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.findAny().isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// One in a file, which a busy machine may not make in time.
  private static Body written(Bodies bodies) {
    AtomicReference<Body> body = new AtomicReference<>(bodies.begin());
    Until.holds(() -> {
      if (body.get().write(new byte[LARGE], 0, LARGE)) {
        return true;
      }
      body.getAndSet(bodies.begin()).close();
      return false;
    });
    return body.get();
  }

  private static void occupy(DiskThreads files, CountDownLatch until) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Thread.ofPlatform()
        .start(() -> {
          try {
            files.run(() -> {
              begun.countDown();
              until.await();
              return "";
            });
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    begun.await();
  }

  @Test
  void whoWaitsTooLongForAFileIsToldSoAndNothingIsLeft() throws Exception {
    DiskThreads files = new DiskThreads("test", 1, 10);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Bodies bodies = bodies(files, Duration.ofMillis(20));
        Body body = bodies.begin()) {
      occupy(files, goOn);
      assertThat(body.write(new byte[LARGE], 0, LARGE)).isFalse();
      assertThat(body.failure().orElseThrow())
          .isNotInstanceOf(Body.NoRoom.class)
          .hasMessage("the disk took longer than PT0.02S");
      goOn.countDown();
      Until.holds(() -> files.waiting() == 0);
    }
    assertThat(isEmpty()).isTrue();
  }

  @Test
  void aFileThatCannotBeDeletedInTimeIsDeletedLaterAndItsRoomIsFreeAtOnce() throws Exception {
    DiskThreads files = new DiskThreads("test", 1, 10);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Bodies bodies = bodies(files, Duration.ofMillis(500))) {
      Body body = written(bodies);
      assertThat(isEmpty()).isFalse();
      assertThat(bodies.diskUsed()).isPositive();
      occupy(files, goOn);
      body.close();
      assertThat(bodies.diskUsed()).isZero();
      assertThat(isEmpty()).isFalse();
      goOn.countDown();
      Until.holds(this::isEmpty);
    }
  }
}
