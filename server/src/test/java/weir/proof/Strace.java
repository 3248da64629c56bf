package weir.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Programs that run under strace, of the Debian package strace.
final class Strace {
  static final String NEEDED = "needs strace, of the Debian package strace, and leave to trace";

  private Strace() {}

  static boolean works() {
    try {
      Process process =
          new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What to run a server under that is to have a slow disk: each deletion of a file and each fsync
  /// takes that much longer. Not reading: the JVM reads its classes so too.
  static List<String> slowDisk(Duration longer) {
    return injecting("unlink,fsync,fdatasync", "delay_enter=" + longer.toNanos() / 1_000);
  }

  /// What to run a server under whose SQLite files meet a quota: of the writes of each thread,
  /// those from one number up to another say EDQUOT. Nothing else of ours writes by this call.
  static List<String> quota(int from, int to) {
    return injecting("pwrite64", "error=EDQUOT:when=%d..%d".formatted(from, to));
  }

  private static List<String> injecting(String calls, String what) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-o",
        "/dev/null",
        "-e",
        "trace=" + calls,
        "-e",
        "inject=" + calls + ":" + what);
  }
}
