package weir.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// What a JVM has on its heap after a collection of everything, asked of `jcmd`.
final class LiveHeap {
  private LiveHeap() {}

  /// The sum of the class histogram, for which the JVM first collects everything, whatever its
  /// collector.
  static long octets(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, "" + pid, "GC.class_histogram").redirectErrorStream(true).start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
    String total = lines.isEmpty() ? "" : lines.getLast();
    if (!total.startsWith("Total ")) {
      throw new IOException("jcmd said: " + total);
    }
    return Long.parseLong(total.split(" +", 3)[2].strip());
  }
}
