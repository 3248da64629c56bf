package weir.agent.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import weir.net.IpAddress;

/// Hears of each connection to some ports as it begins, of every process of this machine, by the
/// kernel's tracing (`sock:inet_sock_set_state`, Linux 4.16): where programs of eBPF are refused.
///
/// It is an instance of its own, beside whatever else is traced, and only what is wanted gets into
/// it. It takes root, a mounted tracefs, and the first namespace of processes. For one thread.
public final class ConnectTrace implements AutoCloseable {
  /// Where a machine has it.
  private static final List<Path> USUAL =
      List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing"));

  private static final String NAME = "weir-";
  private static final String EVENT = "events/sock/inet_sock_set_state";
  private static final String WHAT = "the kernel's tracing";

  private static final int OCTETS = 64 * 1024;

  /// A line without an end is longer than any of the kernel's.
  private static final int LONGEST_LINE = 1_024;

  /// What stands before it, such as the name of the process, is the process's own to choose.
  private static final String MARK = ": inet_sock_set_state: family=";

  private static final Pattern THREAD = Pattern.compile("-(\\d{1,10})\\s+\\[\\d+\\]\\s[^\\[\\]]*$");
  private static final Pattern TO =
      Pattern.compile(" dport=(\\d{1,5}) .* daddrv6=([0-9a-fA-F:.]{2,45}) ");

  private final Path instance;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(OCTETS);
  private final int pipe;
  private String rest = "";

  /// A thread that is about to connect.
  ///
  /// @param thread its number, which is the process's only where it has one
  public record Traced(long thread, IpAddress to, int port) {}

  private ConnectTrace(Path instance, Collection<Integer> ports) throws IOException {
    this.instance = instance;
    Files.createDirectory(instance);
    try {
      String wanted =
          ports.stream().map(port -> "dport==" + port).collect(Collectors.joining("||"));
      write("trace_clock", "mono");
      if (Files.exists(instance.resolve("buffer_percent"))) {
        write("buffer_percent", "0"); // else it is only told of when half the room is used
      }
      write(EVENT + "/filter", "newstate==2&&(" + wanted + ")"); // TCP_SYN_SENT
      write(EVENT + "/enable", "1");
      pipe = Libc.openToRead(instance.resolve("trace_pipe"), WHAT);
    } catch (IOException e) {
      Files.deleteIfExists(instance);
      throw e;
    }
  }

  /// @throws IOException with what this kernel, or who we are, does not allow
  public static ConnectTrace open(Collection<Integer> ports) throws IOException {
    Path tracing =
        USUAL.stream()
            .filter(path -> Files.isDirectory(path.resolve("instances")))
            .findFirst()
            .orElseThrow(() -> new IOException("no tracefs is mounted at " + USUAL.getFirst()));
    return open(tracing, ports);
  }

  /// @param tracing where tracefs is mounted
  static ConnectTrace open(Path tracing, Collection<Integer> ports) throws IOException {
    ProcessNumbers.mustBeOurs();
    Path instances = tracing.resolve("instances");
    clean(instances);
    return new ConnectTrace(
        instances.resolve(NAME + ProcessHandle.current().pid() + "-" + System.nanoTime()), ports);
  }

  /// Removes what one of us left who was killed.
  private static void clean(Path instances) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(instances, NAME + "*")) {
      for (Path each : all) {
        String[] parts = each.getFileName().toString().split("-", 3);
        if (parts[1].matches("\\d{1,10}") && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private void write(String file, String text) throws IOException {
    try {
      Files.writeString(instance.resolve(file), text);
    } catch (IOException e) {
      throw new IOException(WHAT + " does not take " + file + ": " + e.getMessage(), e);
    }
  }

  /// Hands on what came since, in its order; waits for something that long.
  public void read(Duration patience, Consumer<Traced> to) throws IOException {
    if (!Libc.waitFor(pipe, (int) patience.toMillis(), WHAT)) {
      return;
    }
    long length;
    try {
      length = Libc.read(pipe, buffer, WHAT);
    } catch (Refused e) {
      if (e.errno() == Refused.EAGAIN) {
        return; // what woke us was not for us
      }
      throw e;
    }
    byte[] octets = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    String text = rest + new String(octets, ISO_8859_1);
    int end = text.lastIndexOf('\n');
    rest = text.length() - end > LONGEST_LINE ? "" : text.substring(end + 1);
    text.substring(0, end + 1).lines().forEach(line -> line(line).ifPresent(to));
  }

  /// Reads `perl-4711 [001] ...1. 12.3456: inet_sock_set_state: family=AF_INET … dport=25 …`.
  static Optional<Traced> line(String line) {
    int mark = line.lastIndexOf(MARK);
    if (mark < 0) {
      return Optional.empty();
    }
    Matcher thread = THREAD.matcher(line.substring(0, mark));
    Matcher to = TO.matcher(line.substring(mark));
    return thread.find() && to.find()
        ? IpAddress.parse(to.group(2))
            .map(address ->
                new Traced(Long.parseLong(thread.group(1)), address, Integer.parseInt(to.group(1))))
        : Optional.empty();
  }

  @Override
  public void close() {
    Libc.close(pipe);
    arena.close();
    try {
      Files.deleteIfExists(instance); // with all that is in it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
