package weir.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.api.ComplaintSource;
import weir.testkit.Until;

@Timeout(60)
class DoorThreadTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  @TempDir private Path folder;

  /// Throws what it is told to, then reads.
  private static final class MoodyDoor implements Door {
    private final Deque<Throwable> moods;
    private final CountDownLatch well = new CountDownLatch(2);

    MoodyDoor(Throwable... moods) {
      this.moods = new ArrayDeque<>(List.of(moods));
    }

    @Override
    public String reads() {
      return "nothing";
    }

    @Override
    public Duration every() {
      return Duration.ofMillis(1);
    }

    @Override
    public void visit(Intake intake, DoorLog log) throws IOException, SQLException {
      switch (moods.poll()) {
        case null -> {
          log.read(Optional.empty());
          well.countDown();
        }
        case IOException e -> throw e;
        case SQLException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError(e);
      }
    }

    @Override
    public void abort() {}
  }

  @Test
  void aDoorIsVisitedAgainWhateverGoesWrongInIt() throws InterruptedException {
    MoodyDoor door =
        new MoodyDoor(
            new IOException("away"),
            new SQLException("disk full"),
            new IllegalStateException("a defect"),
            new StackOverflowError());
    DoorLog log = new DoorLog("abuse", () -> NOW);
    try (DoorThread _ =
        new DoorThread(
            door,
            log,
            folder,
            Owners.NONE,
            () -> NOW,
            new Backoff(Duration.ofMillis(1), new Random(1)))) {
      door.well.await();
      assertThat(log.now().read()).contains(NOW);
      assertThat(log.now().failing()).isEmpty();
    }
  }

  @Test
  void failuresAreToldSinceWhenAndWhy() {
    Instant[] now = {NOW};
    DoorLog log = new DoorLog("abuse", () -> now[0]);
    log.failed("away");
    now[0] = NOW.plusSeconds(60);
    log.failed("still away");
    assertThat(log.now().failing()).contains(NOW);
    assertThat(log.now().why()).contains("still away");
    log.read(Optional.of("1 messages stay"));
    assertThat(log.now().failing()).isEmpty();
    assertThat(log.now().left()).contains("1 messages stay");
  }

  @Test
  void theWaitGrowsToTenMinutesAndBeginsAnew() {
    Backoff backoff = new Backoff(new Random(1));
    Duration first = backoff.next();
    assertThat(first).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(backoff.next()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMinutes(12));
    }
    assertThat(backoff.next()).isGreaterThanOrEqualTo(Duration.ofMinutes(8));
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aMaildirOfTheSettingsIsTakenIntoItsFolder() throws IOException, InterruptedException {
    Path maildir = folder.resolve("abuse");
    for (String part : List.of("new", "cur", "tmp")) {
      Files.createDirectories(maildir.resolve(part));
    }
    Files.writeString(maildir.resolve("new/1.host"), "Subject: help\n\nhello\n");
    Files.writeString(folder.resolve("secret"), "of somebody else");
    Files.createSymbolicLink(maildir.resolve("new/2.host"), folder.resolve("secret"));
    ComplaintSettings settings =
        new ComplaintSettings.Maildir(maildir, Optional.of("Taken"), Duration.ofSeconds(1));
    try (Doors doors =
        Doors.open(Map.of("abuse", settings), folder, Owners.NONE, () -> NOW, new Random(1))) {
      Until.holds(() -> doors.lines().getFirst().taken() == 1);
      assertThat(maildir.resolve(".Taken/cur/1.host:2,S")).exists();
      Until.holds(() -> doors.lines().getFirst().state().equals("read"));
      ComplaintSource line = doors.lines().getFirst();
      assertThat(line.name()).isEqualTo("abuse");
      assertThat(line.reads()).isEqualTo("Maildir " + maildir);
      assertThat(line.lastTaken()).contains(NOW);
      assertThat(line.toBeRead()).isEqualTo(1);
      assertThat(line.complaints()).isZero();
    }
    assertThat(maildir.resolve("new/2.host")).as("a link to elsewhere is no mail").exists();
  }

  @Test
  void aMaildirThatIsNotThereIsSaidAndTriedAgain() throws InterruptedException {
    ComplaintSettings settings =
        new ComplaintSettings.Maildir(
            folder.resolve("gone"), Optional.empty(), Duration.ofSeconds(1));
    Instant[] now = {NOW};
    try (Doors doors =
        Doors.open(Map.of("abuse", settings), folder, Owners.NONE, () -> now[0], new Random(1))) {
      Until.holds(() -> doors.lines().getFirst().failing().isPresent());
      ComplaintSource line = doors.lines().getFirst();
      assertThat(line.state()).isEqualTo("not read");
      assertThat(line.why().orElseThrow()).contains("gone");
      assertThat(line.stale()).isFalse();
      now[0] = NOW.plus(Doors.STALE);
      assertThat(doors.lines().getFirst().stale()).isTrue();
    }
  }

  @Test
  void aDoorThatHangsIsNoHealthyOne() throws IOException, InterruptedException {
    Path maildir = folder.resolve("abuse");
    for (String part : List.of("new", "cur", "tmp")) {
      Files.createDirectories(maildir.resolve(part));
    }
    Files.writeString(maildir.resolve("new/1.host"), Arf.about("Message-ID: <spam@example.net>\n"));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Owners slow =
        _ -> {
          asked.countDown();
          awaited(answered);
          return new Whose.Unknown("nobody");
        };
    Duration every = Duration.ofSeconds(1);
    ComplaintSettings settings = new ComplaintSettings.Maildir(maildir, Optional.empty(), every);
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    try (Doors doors =
        Doors.open(Map.of("abuse", settings), folder, slow, now::get, new Random(1))) {
      asked.await();
      now.set(NOW.plus(DoorThread.OVERDUE).plus(every));
      assertThat(doors.lines().getFirst().stale()).isFalse();
      assertThat(doors.lines().getFirst().state()).isEqualTo("beginning");
      now.set(now.get().plusMillis(1));
      ComplaintSource line = doors.lines().getFirst();
      assertThat(line.stale()).isTrue();
      assertThat(line.state()).isEqualTo("not read");
      assertThat(line.failing()).contains(NOW);
      assertThat(line.why().orElseThrow()).endsWith("it hangs");
      answered.countDown();
      Until.holds(() -> doors.lines().getFirst().state().equals("read"));
      assertThat(doors.lines().getFirst().stale()).isFalse();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Hangs whatever is done to it.
  private record StuckDoor(CountDownLatch end, boolean isToldOfNews) implements Door {
    @Override
    public String reads() {
      return "nothing";
    }

    @Override
    public Duration every() {
      return Duration.ofMinutes(1);
    }

    @Override
    public void visit(Intake intake, DoorLog log) {
      awaited(end);
    }

    @Override
    public void abort() {}
  }

  private DoorThread stuck(CountDownLatch end, boolean isToldOfNews, InstantSource clock) {
    return new DoorThread(
        new StuckDoor(end, isToldOfNews),
        new DoorLog("abuse", clock),
        folder,
        Owners.NONE,
        clock,
        new Random(1));
  }

  @Test
  void manyDoorsThatHangAreEndedTogether() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    List<DoorThread> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(stuck(end, false, () -> NOW));
    }
    long begun = System.nanoTime();
    DoorThread.close(all, Duration.ofSeconds(1));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    end.countDown();
    DoorThread.close(all, DoorThread.CLOSE_WAIT);
  }

  @Test
  void aDoorThatWaitsForTheServerToTellDoesNotHang() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<Instant> now = new AtomicReference<>(NOW);
    try (DoorThread quiet = stuck(end, true, now::get);
        DoorThread hangs = stuck(end, false, now::get)) {
      now.set(NOW.plus(Duration.ofHours(1)));
      assertThat(quiet.hangs()).isEmpty();
      assertThat(hangs.hangs()).contains(NOW);
      end.countDown();
    }
  }
}
