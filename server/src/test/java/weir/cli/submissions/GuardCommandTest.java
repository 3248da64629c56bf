package weir.cli.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.testkit.Until;

class GuardCommandTest {
  @TempDir private Path folder;

  private final StringWriter printed = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new GuardCommand());
    line.setOut(new PrintWriter(printed));
    line.setErr(new PrintWriter(printed));
    line.setExecutionExceptionHandler((e, _, _) -> {
      printed.append(String.valueOf(e.getMessage()));
      return 1;
    });
    return line.execute(arguments);
  }

  private static int execute(Path program) {
    try {
      Process process = new ProcessBuilder(program.toString(), "-t").start();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (IOException denied) {
      return -1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatAMailServerExecutesItselfIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("qmail-queue"), "x");
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(printed.toString()).contains("cannot be guarded: qmail-smtpd");
  }

  @Test
  void whoIsInTheFileIsDenied() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may");
    Path program = Files.writeString(folder.resolve("sendmail"), "#!/bin/sh\nexit 0\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path blocked = Files.writeString(folder.resolve("blocked"), "0\n");
    Thread running =
        Thread.ofPlatform()
            .start(() ->
                run("--blocked", blocked.toString(), "--json", "--for", "1m", program.toString()));
    try {
      Until.holds(() -> {
        Assumptions.assumeFalse(printed.toString().contains("fanotify"), printed::toString);
        return execute(program) == -1;
      });
      Until.holds(() -> printed.toString().contains("\"outcome\":\"denied\""));
      assertThat(printed.toString()).contains("\"uid\":0");
    } finally {
      running.interrupt();
      running.join();
    }
    Until.holds(() -> execute(program) == 0);
  }
}
