package weir.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a JVM has on its heap after a collection of everything, and the most it may have, asked of
/// `jcmd`.
final class LiveHeap {
  private static final Pattern MOST = Pattern.compile("-XX:MaxHeapSize=(\\d+)");

  private LiveHeap() {}

  /// The sum of the class histogram, for which the JVM first collects everything, whatever its
  /// collector.
  static long octets(long pid) throws IOException {
    List<String> lines = ask(pid, "GC.class_histogram");
    String total = lines.isEmpty() ? "" : lines.getLast();
    if (!total.startsWith("Total ")) {
      throw new IOException("jcmd said: " + total);
    }
    return Long.parseLong(total.split(" +", 3)[2].strip());
  }

  /// The largest heap, in octets, whoever set it.
  static long most(long pid) throws IOException {
    String flags = String.join(" ", ask(pid, "VM.flags"));
    Matcher most = MOST.matcher(flags);
    if (!most.find()) {
      throw new IOException("jcmd said: " + flags);
    }
    return Long.parseLong(most.group(1));
  }

  private static List<String> ask(long pid, String what) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(jcmd, "" + pid, what).redirectErrorStream(true).start();
    return process.inputReader(StandardCharsets.UTF_8).readAllLines();
  }
}
