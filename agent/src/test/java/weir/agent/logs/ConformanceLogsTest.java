package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.Conformance;

class ConformanceLogsTest {
  @TempDir private Path folder;

  /// Clones of real logs, each followed to its end: no line stops it, and each is counted.
  @Test
  void everyRealLogIsReadToItsEnd(TestReporter reporter) throws IOException {
    Map<String, String> logs = Conformance.read("mail-logs");
    long lines = 0;
    long unknown = 0;
    int files = 0;
    for (Map.Entry<String, String> each : logs.entrySet()) {
      if (each.getKey().endsWith(".assert") || each.getKey().endsWith(".yaml")) {
        continue;
      }
      Rotating it = new Rotating(Files.createDirectory(folder.resolve("log" + files++)));
      Files.write(it.log, (each.getValue() + "\n").getBytes(StandardCharsets.ISO_8859_1));
      it.read();
      it.follower.keep();
      Coverage coverage = it.coverage();
      assertThat(coverage.behind()).as(each.getKey()).isZero();
      assertThat(coverage.lines()).as(each.getKey()).isGreaterThanOrEqualTo(coverage.unknown());
      lines += coverage.lines();
      unknown += coverage.unknown();
    }
    assertThat(files).isGreaterThan(500);
    String share =
        String.format(
            Locale.ROOT,
            "%,d of %,d lines of %d files are understood",
            lines - unknown,
            lines,
            files);
    reporter.publishEntry("mail-logs", share);
    assertThat(Conformance.page()).contains(share);
  }
}
