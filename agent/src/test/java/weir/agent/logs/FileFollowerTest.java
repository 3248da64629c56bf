package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.observation.Observation;
import weir.observation.Writer;

class FileFollowerTest {
  private static final String PICKUP =
      "Nov 29 02:00:00 mail1 postfix/pickup[1]: 3F2A11C0D2: uid=2001 from=<web@example.com>\n";
  private static final String QUEUED =
      "Nov 29 02:00:01 mail1 postfix/qmgr[3]: 3F2A11C0D2: from=<web@example.com>, size=99,"
          + " nrcpt=2 (queue active)\n";

  @TempDir private Path folder;

  private Rotating it;

  @BeforeEach
  void begin() {
    it = new Rotating(folder);
  }

  private Observation.Entered entered() {
    return it.seen.of(Observation.Entered.class).getFirst();
  }

  @Test
  void aLineWithoutItsEndWaitsForIt() throws IOException {
    it.append(it.log, PICKUP + QUEUED.substring(0, 80));
    it.read();
    assertThat(it.seen.all).isEmpty();
    it.append(it.log, QUEUED.substring(80));
    it.read();
    assertThat(entered().by()).containsInstanceOf(Entrance.Program.class);
  }

  @Test
  void whatIsOpenIsOpenAfterARestart() throws IOException {
    it.append(it.log, PICKUP);
    it.read();
    it.follower.keep();
    it.start();
    it.append(it.log, QUEUED);
    it.read();
    assertThat(entered().by()).containsInstanceOf(Entrance.Program.class);
  }

  @Test
  void theTimeOfTheLastLineIsKnownAfterARestartWithoutANewOne() throws IOException {
    it.append(it.log, PICKUP);
    it.read();
    Optional<Instant> last = it.follower.coverage().lastLine();
    assertThat(last).isPresent();
    it.follower.keep();
    it.start();
    it.read();
    assertThat(it.follower.coverage().lastLine()).isEqualTo(last);
    assertThat(it.follower.coverage().lines()).as("since the start").isZero();
    it.follower.keep();
    it.start();
    it.read();
    assertThat(it.follower.coverage().lastLine()).as("once more").isEqualTo(last);
  }

  @Test
  void hostile_097_aProcessThatWasKilledIsReadOnFromWhereItWasKept() throws IOException {
    it.write(10);
    it.append(it.log, PICKUP);
    it.read();
    it.follower.keep();
    it.write(10);
    it.append(it.log, QUEUED);
    it.read();
    it.start(); // what was read since is read again, and told again
    it.write(10);
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
    assertThat(it.seen.of(Observation.Entered.class)).hasSize(1);
    assertThat(entered().by()).containsInstanceOf(Entrance.Program.class);
  }

  @Test
  void whatIsNotTakenIsToldAgainAndThePositionStays() throws IOException {
    it.write(10);
    it.seen.isBroken = true;
    assertThatThrownBy(it::read).hasMessage("the disk is full");
    it.follower.keep();
    assertThat(new KeptFile(folder.resolve("mail.position")).read()).isEmpty();
    assertThatThrownBy(it::read).hasMessage("the disk is full");
    it.seen.isBroken = false;
    it.write(10);
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
  }

  @Test
  void hostile_096_aLineThatIsTooLongIsCutAndTheNextOneIsRead() throws IOException {
    it.write(1);
    it.append(it.log, "Nov 29 02:00:00 mail1 postfix/smtpd[7]: connect from " + "x".repeat(20_000));
    it.append(it.log, "\n");
    it.write(1);
    it.append(it.log, "y".repeat(3 * 256 * 1024));
    it.read();
    it.follower.keep();
    it.start();
    it.append(it.log, "yy\n");
    it.write(1);
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
  }

  @Test
  void aHoleInATruncatedFileIsNoLine() throws IOException {
    try (FileChannel hole =
        FileChannel.open(it.log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      hole.write(ByteBuffer.wrap(Rotating.line(7).getBytes()), 700_001);
    }
    it.read();
    assertThat(it.seen.numbers()).containsExactly(7);
    assertThat(it.coverage().unknown()).isZero();
  }

  @Test
  void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
    assertThatThrownBy(it::read).isInstanceOf(NoSuchFileException.class);
    it.write(10);
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
  }

  @Test
  void aDamagedPositionIsAGapAndNothingCountsTwice() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    Path kept = folder.resolve("mail.position");
    byte[] octets = Files.readAllBytes(kept);
    octets[octets.length / 2] ^= 1;
    Files.write(kept, octets);
    it.start();
    it.read();
    it.write(10);
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
    assertThat(it.coverage().gaps()).isEqualTo(1);
    assertThat(it.coverage().lastGap())
        .hasValueSatisfying(why -> assertThat(why).contains("damaged"));
  }

  @Test
  void hostile_097_aClockThatIsSetBackOrForwardLosesNothing() throws IOException {
    it.append(it.log, PICKUP);
    it.read();
    it.now = it.now.plus(Duration.ofDays(400));
    it.follower.keep();
    it.write(10);
    it.read();
    it.now = it.now.minus(Duration.ofDays(800));
    it.write(10);
    it.follower.keep();
    it.start();
    it.append(it.log, QUEUED);
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
    assertThat(entered().by()).as("kept, though the clock says it is old").isPresent();
  }

  @Test
  void invariant_04_whatIsNotUnderstoodIsCountedAndShown() throws IOException {
    it.append(it.log, "what is this\n");
    it.append(it.log, "Nov 29 02:00:00 mail1 postfix/qmgr[3]: 3F2A11C0D2: something new\n");
    it.write(1);
    it.read();
    Coverage coverage = it.coverage();
    assertThat(coverage.lines()).isEqualTo(3);
    assertThat(coverage.unknown()).isEqualTo(2);
    assertThat(coverage.samples()).hasSize(2).first().isEqualTo("what is this");
    assertThat(coverage.behind()).isZero();
    assertThat(coverage.lastLine()).isEqualTo(Optional.of(Instant.parse("2026-11-29T02:00:00Z")));
  }

  private Writer writer() {
    return entered().witness().writer();
  }

  private static final String EXIMS =
      "2026-11-29 02:00:02 1tGBZa-0005vi-2C <= web@example.com U=web P=local S=99\n";

  @Test
  void hostile_096_aLineOfASyslogDaemonsFileMayBeAnyUsers() throws IOException {
    it.append(it.log, PICKUP + QUEUED);
    it.read();
    assertThat(writer()).isEqualTo(Writer.ANY_USER);
  }

  @Test
  void aLineOfTheServersOwnFileIsTheServers() throws IOException {
    it.append(it.log, EXIMS);
    it.read();
    assertThat(writer()).isEqualTo(Writer.SERVER);
  }

  /// A daemon that does not escape line ends writes whatever line somebody sends it.
  @Test
  void hostile_096_whatLooksLikeTheServersOwnInADaemonsFileMayBeAnyUsers() throws IOException {
    it.append(it.log, PICKUP + EXIMS);
    it.read();
    assertThat(entered().key().id()).isEqualTo("1tGBZa-0005vi-2C");
    assertThat(writer()).isEqualTo(Writer.ANY_USER);
  }
}
