package weir.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionClockTest {
  private static final Instant TODAY = Instant.parse("2026-11-29T10:00:00Z");
  private static final Duration YEARS = Duration.ofDays(1461);

  @TempDir private Path folder;
  private Instant shown = TODAY;
  private Duration ran = Duration.ZERO;

  private RetentionClock start() {
    return RetentionClock.open(folder, () -> shown, () -> ran.toNanos());
  }

  /// The server runs for so long, and its clock goes on.
  private void run(RetentionClock clock, Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minusHours(1)) {
      Duration some = left.compareTo(Duration.ofHours(1)) < 0 ? left : Duration.ofHours(1);
      ran = ran.plus(some);
      shown = shown.plus(some);
      clock.instant();
    }
  }

  @Test
  void aClockThatGoesOnIsBelieved() {
    RetentionClock clock = start();
    run(clock, Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(TODAY.plus(Duration.ofDays(30)));
    assertThat(clock.trouble()).isEmpty();
  }

  @Test
  void hostile_114_aClockThatLeapsForwardIsNotBelievedAndThatIsSaid() {
    RetentionClock clock = start();
    shown = shown.plus(YEARS);
    assertThat(clock.instant()).isEqualTo(TODAY);
    assertThat(clock.trouble().orElseThrow())
        .contains("the clock says 2030-11-29T10:00:00Z")
        .contains("it is 2026-11-29T10:00:00Z")
        .contains("before 2030-12-06T10:00:00Z");
    run(clock, Duration.ofHours(5));
    assertThat(clock.instant()).as("what passes, passes").isEqualTo(TODAY.plusSeconds(5 * 3600));
  }

  @Test
  void hostile_114_aLeapBetweenTwoStartsIsNotBelieved() {
    run(start(), Duration.ofHours(2));
    shown = shown.plus(YEARS);
    RetentionClock next = start();
    assertThat(next.instant()).isEqualTo(TODAY.plus(Duration.ofHours(2)));
    assertThat(next.trouble()).isPresent();
  }

  @Test
  void hostile_114_aClockThatIsSetRightAgainIsBelievedAtOnce() {
    RetentionClock clock = start();
    shown = shown.plus(YEARS);
    run(clock, Duration.ofHours(5));
    shown = shown.minus(YEARS);
    assertThat(clock.instant()).isEqualTo(shown);
    assertThat(clock.trouble()).isEmpty();
  }

  @Test
  void hostile_114_aClockThatGoesBackDeletesNothingAndIsNoTrouble() {
    RetentionClock clock = start();
    shown = Instant.EPOCH;
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock.trouble()).isEmpty();
    shown = TODAY;
    assertThat(clock.instant()).as("as after a start without the network's time").isEqualTo(TODAY);
    assertThat(clock.trouble()).isEmpty();
  }

  @Test
  void aServerThatStoodStillForAWeekEndBelievesTheClock() {
    start();
    shown = shown.plus(RetentionClock.LONGEST_STEP);
    assertThat(start().instant()).isEqualTo(shown);
  }

  @Test
  void aTimeByWhichTheServerRanForAWeekIsBelievedOverRestartsToo() {
    RetentionClock clock = start();
    shown = shown.plus(YEARS);
    run(clock, Duration.ofDays(4));
    clock = start();
    run(clock, Duration.ofDays(2));
    assertThat(clock.trouble()).isPresent();
    run(clock, Duration.ofDays(1).plusHours(1)); // the first hour showed the leap
    assertThat(clock.trouble()).isEmpty();
    assertThat(clock.instant()).isEqualTo(shown);
  }

  @Test
  void aSecondLeapHasAWeekOfItsOwn() {
    RetentionClock clock = start();
    shown = shown.plus(YEARS);
    run(clock, Duration.ofDays(6));
    shown = shown.plus(YEARS);
    run(clock, Duration.ofDays(6));
    assertThat(clock.instant()).isEqualTo(TODAY.plus(Duration.ofDays(12)));
    assertThat(clock.trouble()).isPresent();
  }

  @Test
  void aFileThatCannotBeReadHasNothingDeletedForAWeek() throws IOException {
    Files.writeString(folder.resolve(RetentionClock.FILE), "");
    RetentionClock clock = start();
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    run(clock, RetentionClock.LONGEST_STEP);
    assertThat(clock.instant()).isEqualTo(shown);
  }

  @Test
  void whatAnotherProcessWritesAtTheSameTimeIsItsOwn() throws IOException {
    Path theirs = folder.resolve(RetentionClock.FILE + ".1.new");
    Files.writeString(theirs, "half a l");
    run(start(), Duration.ofHours(2));
    assertThat(theirs).hasContent("half a l");
    shown = shown.plus(YEARS);
    assertThat(start().trouble()).as("it was written").isPresent();
  }

  /// The file may be on a disk that hangs.
  @Test
  void nobodyWhoAsksForTheTroubleWaitsForTheDisk() throws Exception {
    RetentionClock clock = start();
    shown = shown.plus(YEARS);
    clock.instant();
    synchronized (clock) {
      assertThat(CompletableFuture.supplyAsync(clock::trouble).get(10, TimeUnit.SECONDS))
          .isPresent();
    }
  }

  @Test
  void aFileThatCannotBeWrittenKeepsNobodyWaiting() throws IOException {
    Files.createDirectory(RetentionClock.next(folder.resolve(RetentionClock.FILE)));
    RetentionClock clock = start();
    run(clock, Duration.ofDays(1));
    assertThat(clock.instant()).isEqualTo(shown);
  }
}
