package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;
import weir.observation.Observation;

class LogsTogetherTest {
  private static final Instant END = Instant.parse("2026-11-30T00:00:00Z");
  private static final LogForm FORM =
      new LogForm("replay", "here", true, new AnyFraming(ZoneOffset.UTC), new AnyLog());

  @TempDir private Path folder;

  private Path log(String name, String host, int from, int step, int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int second = from + i * step;
      text.append(
          "Nov 22 %02d:%02d:%02d %s postfix/smtp[4]: %X: to=<b@example.org>, relay=mx[192.0.2.9]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 ok)\n"
              .formatted(
                  second / 3600, second / 60 % 60, second % 60, host, 0xABCDE0000L + second));
    }
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(END));
    return file;
  }

  private static List<Observation> read(LogsTogether together, Path... logs) throws IOException {
    List<Observation> told = new ArrayList<>();
    together.read(List.of(logs), Instant.EPOCH, told::add);
    return told;
  }

  @Test
  void whatTwoHostsLoggedIsToldInTheOrderInWhichItHappened() throws IOException {
    Path web = log("web.log", "web1", 0, 2, 5_000);
    Path mail = log("mail.log", "mail1", 1, 2, 3_000);
    LogsTogether together = new LogsTogether(FORM, _ -> FORM);

    List<Observation> told = read(together, web, mail);

    assertThat(told).hasSize(8_000);
    assertThat(told).extracting(each -> each.witness().at()).isSorted();
    assertThat(told.subList(0, 4))
        .extracting(each -> each.witness().host())
        .containsExactly("web1", "mail1", "web1", "mail1");
    assertThat(together.lines()).isEqualTo(8_000);
    assertThat(together.unknown()).isZero();
    assertThat(together.reads()).isEqualTo("2 files");
  }

  @Test
  void aFileThatIsNamedTwiceIsReadOnce() throws IOException {
    Path now = log("mail.log", "mail1", 100, 1, 10);
    Path before = log("mail.log.1", "mail1", 0, 1, 10);
    Files.setLastModifiedTime(before, FileTime.from(END.minusSeconds(60)));
    LogsTogether together = new LogsTogether(FORM, _ -> FORM);

    assertThat(read(together, now, before, now)).hasSize(20);
    assertThat(together.reads()).isEqualTo("2 files");
  }

  @Test
  void aCopyInAnotherFolderIsNotReadAgain() throws IOException {
    Path log = log("mail.log", "mail1", 0, 1, 10);
    Path copy = Files.copy(log, Files.createDirectory(folder.resolve("copies")).resolve("old.log"));
    LogsTogether together = new LogsTogether(FORM, _ -> FORM);

    assertThat(read(together, log, copy)).hasSize(10);
    assertThat(together.reads()).isEqualTo("1 file");
  }

  @Test
  void whatWasNotUnderstoodIsToldOfAll() throws IOException {
    Path web = log("web.log", "web1", 0, 1, 1);
    Path other = Files.writeString(folder.resolve("other.log"), "no log\nneither\n");
    LogsTogether together = new LogsTogether(FORM, _ -> FORM);

    assertThat(read(together, web, other)).hasSize(1);
    assertThat(together.unknown()).isEqualTo(2);
    assertThat(together.samples()).containsExactly("no log", "neither");
    assertThat(together.notUnderstood())
        .extracting(LogHistory.NotUnderstood::file)
        .containsExactly(other.toAbsolutePath());
  }

  @Test
  void whoBreaksOffLeavesNothingRunning() throws IOException {
    Path web = log("web.log", "web1", 0, 2, 5_000);
    Path mail = log("mail.log", "mail1", 1, 2, 5_000);
    LogsTogether together = new LogsTogether(FORM, _ -> FORM);
    assertThatThrownBy(() ->
            together.read(
                List.of(web, mail),
                Instant.EPOCH,
                _ -> {
                  throw new CancellationException("enough");
                }))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
  }
}
