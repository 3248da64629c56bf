package weir.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What the processors did so far, in seconds; of two readings the difference says what they did in
/// between.
///
/// @param gateway the gateway's process
/// @param compiler the part of it that its JIT compiler took, as far as the compiler's threads live
/// @param load this process: clients, sink and name server
/// @param busy all that ran on the machine, hypervisor's theft included
/// @param idle all processors together
record Processors(double gateway, double compiler, double load, double busy, double idle) {

  /// proc(5): everything is in hundredths of a second, whatever the kernel's own clock.
  private static final double TICKS = 100;

  // fields of /proc/stat, and of /proc/PID/stat behind the name
  private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);
  private static final List<Integer> IDLE = List.of(4, 5);
  private static final List<Integer> USER_AND_SYSTEM = List.of(11, 12);

  static Processors read(ProcessHandle gateway) throws IOException {
    String[] machine =
        Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
    return new Processors(
        seconds(gateway),
        compiler(gateway.pid()),
        seconds(ProcessHandle.current()),
        sum(machine, BUSY),
        sum(machine, IDLE));
  }

  Processors minus(Processors earlier) {
    return new Processors(
        gateway - earlier.gateway,
        Math.max(0, compiler - earlier.compiler),
        load - earlier.load,
        busy - earlier.busy,
        idle - earlier.idle);
  }

  /// Whatever else ran on the machine.
  double others() {
    return Math.max(0, busy - gateway - load);
  }

  double all() {
    return busy + idle;
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static double compiler(long pid) throws IOException {
    double seconds = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        seconds += compiler(thread);
      }
    }
    return seconds;
  }

  private static double compiler(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      int behind = stat.lastIndexOf(')');
      boolean compiles = stat.substring(0, behind).contains("CompilerThre");
      return compiles ? sum(stat.substring(behind + 2).split(" "), USER_AND_SYSTEM) : 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  private static double sum(String[] fields, List<Integer> which) {
    return which.stream().mapToLong(i -> Long.parseLong(fields[i])).sum() / TICKS;
  }
}
