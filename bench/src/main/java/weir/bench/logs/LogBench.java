package weir.bench.logs;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import weir.agent.logs.LogForm;
import weir.agent.logs.LogHistory;
import weir.maillog.AnyFraming;
import weir.maillog.AnyLog;

/// `LogBench MEGABYTES ROUNDS`: each round reads the same made log, from the file to observations.
/// The first one begins with a JVM that has read nothing yet.
final class LogBench {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private LogBench() {}

  static void main(String[] args) throws IOException {
    Path log = Files.createTempFile("weir-made-", ".log");
    try {
      MadeLog.write(log, Long.parseLong(args[0]) * 1_000_000);
      for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
        read(log, round);
      }
    } finally {
      Files.delete(log);
    }
  }

  private static void read(Path log, int round) throws IOException {
    LogForm form =
        new LogForm("made", "mail1", false, new AnyFraming(ZoneOffset.UTC), new AnyLog());
    LogHistory history = new LogHistory(form);
    long[] observations = new long[1];
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long begun = THREADS.getCurrentThreadCpuTime();
    history.read(log, Instant.EPOCH, _ -> observations[0]++);
    double seconds = (THREADS.getCurrentThreadCpuTime() - begun) / 1e9;
    long lines = history.coverage().lines();
    System.out.printf(
        Locale.ROOT,
        "round %d: %.0f MB a second of CPU, %d lines, %d observations, %.0f ns and %d octets a line%n",
        round,
        Files.size(log) / 1e6 / seconds,
        lines,
        observations[0],
        seconds * 1e9 / lines,
        (THREADS.getCurrentThreadAllocatedBytes() - allocated) / lines);
  }
}
