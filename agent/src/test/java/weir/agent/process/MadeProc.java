package weir.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that looks like `/proc`.
public record MadeProc(Path folder) {

  /// A process, which began at its number's tick.
  public MadeProc with(long pid, long parent, long uid, String program, String cwd, String... line)
      throws IOException {
    Path it = Files.createDirectories(folder.resolve(Long.toString(pid)).resolve("fd")).getParent();
    String name = Path.of(program).getFileName().toString();
    Files.writeString(
        it.resolve("stat"),
        "%d (%s) S %d 0 0 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 %d 0 0\n"
            .formatted(pid, name, parent, pid));
    Files.writeString(
        it.resolve("status"),
        "Name:\t%s\nTgid:\t%d\nPPid:\t%d\nUid:\t%d\t%d\t%d\t%d\nGid:\t1\t1\t1\t1\n"
            .formatted(name, pid, parent, uid, uid, uid, uid));
    Files.write(it.resolve("cmdline"), (String.join("\0", line) + "\0").getBytes(UTF_8));
    Files.writeString(it.resolve("cgroup"), "0::/user.slice/user-%d.slice\n".formatted(uid));
    link(it.resolve("exe"), program);
    link(it.resolve("cwd"), cwd);
    return this;
  }

  public MadeProc open(long pid, int descriptor, String what) throws IOException {
    link(
        folder.resolve(Long.toString(pid)).resolve("fd").resolve(Integer.toString(descriptor)),
        what);
    return this;
  }

  public MadeProc environment(long pid, String... variables) throws IOException {
    Files.writeString(
        folder.resolve(Long.toString(pid)).resolve("environ"), String.join("\0", variables) + "\0");
    return this;
  }

  /// For how long the machine has run.
  public MadeProc uptime(String seconds) throws IOException {
    Files.writeString(folder.resolve("uptime"), seconds + " 0.00\n");
    return this;
  }

  private static void link(Path from, String to) throws IOException {
    Files.deleteIfExists(from);
    Files.createSymbolicLink(from, Path.of(to));
  }

  public Processes processes() {
    return new Processes(folder);
  }
}
