package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.maillog.Entrance;
import weir.observation.Observation;

/// Every kind of rotation, while we look and while we do not: no line is lost, none counts twice.
class RotationTest {
  @TempDir private Path folder;

  private Rotating it;

  @BeforeEach
  void begin() {
    it = new Rotating(folder);
  }

  private void everyLineCountsOnce() throws IOException {
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
    assertThat(it.coverage().gaps()).isZero();
  }

  @Test
  void hostile_097_aLogThatGrowsIsReadAsItGrows() throws IOException {
    for (int i = 1; i < 5; i++) {
      it.write(i * 100);
      everyLineCountsOnce();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.log.1",
        "mail.log.0",
        "mail.log-20261129",
        "mail.log-20261129-03",
        "mail.log.2026-11-29",
        "mail-20261129.log",
        "mail.1.log"
      })
  void hostile_097_aRenamedLogIsReadToItsEnd(String name) throws IOException {
    it.write(10);
    it.read();
    it.write(10);
    it.rename(name);
    it.write(10);
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_linesThatAProgramWritesToTheRenamedFileCount() throws IOException {
    it.write(10);
    it.read();
    Path old = it.rename("mail.log.1");
    it.write(10);
    it.read();
    it.write(old, 10);
    everyLineCountsOnce();
    it.write(10);
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_aLogThatIsRenamedAndPackedWhileWeLookIsReadToItsEnd() throws IOException {
    it.write(10);
    it.read();
    it.write(10);
    it.pack(it.rename("mail.log.1"));
    it.write(10);
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_aLogThatIsCopiedAndTruncatedIsReadToItsEnd() throws IOException {
    it.write(10);
    it.read();
    it.write(10);
    it.copyAndTruncate("mail.log.1");
    it.write(3);
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_aTruncatedLogThatGrewBeyondWhereWeWereIsNoticed() throws IOException {
    it.write(10);
    it.read();
    it.write(5);
    it.pack(it.copyAndTruncate("mail.log-20261129"));
    it.write(50);
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_twoRotationsBetweenTwoLooks() throws IOException {
    it.write(10);
    it.read();
    it.write(10);
    Path first = it.rename("mail.log.1");
    it.write(10);
    Path second = Files.move(first, folder.resolve("mail.log.2"));
    it.pack(second);
    it.rename("mail.log.1");
    it.write(10);
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_threeRotationsWhileWeWereDown() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    it.write(10);
    Path third = it.pack(it.rename("mail.log.1"));
    Files.move(third, folder.resolve("mail.log.3.gz"));
    it.write(10);
    Path second = it.rename("mail.log.1");
    it.pack(Files.move(second, folder.resolve("mail.log.2")));
    it.write(10);
    it.rename("mail.log.1");
    it.write(10);
    it.start();
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_aCopyIsFoundAfterARestart() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    it.write(10);
    it.copyAndTruncate("mail.log.1");
    it.write(40);
    it.start();
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_aFileIsThereTwiceWhileItIsPacked() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    it.write(10);
    Path old = it.rename("mail.log.1");
    Path again = Files.copy(old, folder.resolve("kept"));
    it.pack(old);
    Files.move(again, old);
    it.write(10);
    it.start();
    everyLineCountsOnce();
  }

  @Test
  void hostile_097_aHalfPackedFileIsWaitedFor() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    it.write(5_000);
    Path packed = it.pack(it.rename("mail.log.1"));
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, 5));
    it.write(10);
    it.start();
    it.now = Files.getLastModifiedTime(packed).toInstant();
    assertThatThrownBy(it::read).hasMessageContaining("is being packed");
    assertThat(it.seen.numbers()).hasSize(10);
    Files.write(packed, whole);
    everyLineCountsOnce();
  }

  @Test
  void anInodeThatIsUsedAgainIsAnotherFile() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    Files.writeString(it.log, "");
    Files.write(folder.resolve("other"), new byte[1]);
    it.write(10);
    it.start();
    it.read();
    assertThat(it.seen.numbers()).isEqualTo(it.all());
    assertThat(it.coverage().gaps()).as("what was between is not known").isEqualTo(1);
  }

  @Test
  void aFileThatVanishesAndComesAgainIsReadOn() throws IOException {
    it.write(10);
    it.read();
    Files.delete(it.log);
    it.read();
    assertThat(it.coverage().trouble())
        .hasValueSatisfying(why -> assertThat(why).endsWith("is not there"));
    it.write(10);
    everyLineCountsOnce();
    assertThat(it.coverage().trouble()).isEmpty();
  }

  @Test
  void aRotatedFileThatIsGoneIsAGapAndTheRestIsRead() throws IOException {
    it.write(10);
    it.read();
    it.follower.keep();
    it.write(10);
    Files.delete(it.rename("mail.log.1"));
    it.write(10);
    it.start();
    it.read();
    assertThat(it.seen.numbers()).hasSize(20).doesNotHaveDuplicates().endsWith(28, 29);
    assertThat(it.coverage().gaps()).isEqualTo(1);
  }

  @Test
  void namesThatChangeWithTheDay() throws IOException {
    Path days = Files.createDirectory(folder.resolve("exim"));
    it = new Rotating(days, "mainlog-*");
    it.write(days.resolve("mainlog-20261128"), 10);
    it.read();
    it.write(days.resolve("mainlog-20261128"), 10);
    it.write(days.resolve("mainlog-20261129"), 10);
    everyLineCountsOnce();
  }

  @Test
  void filesOfMultilog() throws IOException {
    it = new Rotating(Files.createDirectory(folder.resolve("qmail")), "current");
    it.write(10);
    it.read();
    it.write(10);
    it.rename("@400000006749e3fe2f3a1b04.s");
    it.write(10);
    everyLineCountsOnce();
  }

  /// What SpamGuard made of the same: one message, and a shell that read the sender.
  @ParameterizedTest
  @ValueSource(strings = {"$(id)@x", "\";reboot;\"@x", "x> qp 1 uid 0@x"})
  void vector_022_aMessageOfQmailsCountsEveryRecipientOverARotation(String sender)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("qmail"));
    Rotating qmail = new Rotating(home, "current");
    StringBuilder before = new StringBuilder(stamped(0));
    before.append("info msg 77: bytes 900 from <" + sender + "> qp 4711 uid 2001\n");
    StringBuilder after = new StringBuilder();
    for (int n = 0; n < 5_000; n++) {
      // Twenty at once, of which some end in the next file.
      String begun = "starting delivery %d: msg 77 to remote r%d@example.org\n".formatted(n, n);
      String ended = "delivery %d: success: 192.0.2.9_accepted_message./\n".formatted(n);
      before.append(stamped(1)).append(begun);
      (n < 4_980 ? before : after).append(stamped(n < 4_980 ? 1 : 2)).append(ended);
    }
    qmail.append(qmail.log, before.toString());
    qmail.read();
    qmail.rename("@4000000065a0b001000000aa.s");
    qmail.append(qmail.log, after + stamped(3) + "end msg 77\n");
    qmail.read();

    assertThat(qmail.seen.of(Observation.Entered.class))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.sender()).isEqualTo(sender);
          assertThat(it.by())
              .contains(new Entrance.Program(OptionalLong.of(2001), Optional.empty()));
        });
    assertThat(qmail.seen.of(Observation.Handled.class))
        .hasSize(5_000)
        .extracting(Observation.Handled::recipient)
        .doesNotHaveDuplicates();
    assertThat(qmail.coverage().gaps()).isZero();
  }

  private static String stamped(int second) {
    return "@4000000065a0b%03x000000aa ".formatted(second);
  }
}
