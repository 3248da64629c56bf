package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int KILLS = 6;

  @TempDir private Path folder;

  /// A log is written and rotated while its follower is killed again and again: in the end every
  /// line was told, and none twice.
  @Test
  void hostile_097_killedAtAnyMomentItLosesNothingAndDoublesNothing() throws Exception {
    Random random = new Random(97);
    int written = write(0, 1);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start();
      assertThat(process.inputReader().readLine()).isEqualTo("reading");
      int until = written + 20_000 + random.nextInt(20_000);
      while (written < until) {
        written = write(written, 1 + random.nextInt(500));
        if (random.nextInt(60) == 0) {
          Path old = folder.resolve("mail.log." + (9_999 - written / 100));
          Files.move(folder.resolve("mail.log"), old);
        }
      }
      process.destroyForcibly().waitFor();
    }
    written = write(written, 1);
    assertThat(rest(written)).isEqualTo(IntStream.range(0, written).boxed().toList());
  }

  private Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Killed.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private int write(int from, int lines) throws Exception {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, from + lines).forEach(number -> text.append(Rotating.line(number)));
    Files.writeString(
        folder.resolve("mail.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return from + lines;
  }

  /// What was told in the end, by a process that nobody kills before it has told all.
  private List<Integer> rest(int written) throws Exception {
    Process process = start();
    try {
      String last = " r" + (written - 1) + "@example.org";
      while (Killed.lines(folder.resolve("told")).stream().noneMatch(line -> line.endsWith(last))) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(50);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return Killed.lines(folder.resolve("told")).stream()
        .map(line -> line.substring(line.indexOf(" r") + 2, line.indexOf('@')))
        .map(Integer::valueOf)
        .toList();
  }
}
