package weir.agent.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.agent.process.HostProcess;
import weir.agent.process.Processes;

/// Of which files there may be a gate. One that a mail server executes itself would stop all mail
/// where the guard makes a mistake: its own deliveries, not only what customers hand in.
public final class GuardedFile {
  /// Octets of a program that are looked through; Exim has less than two million.
  private static final int MOST_OCTETS = 32 << 20;

  /// Programs that mail servers execute themselves, by the name of their file.
  private static final Map<String, String> EXECUTED =
      Map.of(
          "qmail-queue", "qmail-smtpd, qmail-local and qmail-send execute it",
          "postdrop", "Postfix's sendmail executes it, and cannot do without",
          "exim", "Exim executes itself for each delivery",
          "exim4", "Exim executes itself for each delivery");

  /// What stands in the programs of servers that execute themselves.
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "exim_path", "it is Exim, which executes itself for each delivery",
          "QueueDirectory", "it is Sendmail, which executes itself");

  private final Processes processes;

  /// @param processes of this host
  public GuardedFile(Processes processes) {
    this.processes = processes;
  }

  /// Why there may be no gate on a file; empty where there may be one.
  ///
  /// @param file where links lead
  public Optional<String> objection(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("it is no file");
    }
    return Optional.ofNullable(EXECUTED.get(String.valueOf(file.getFileName())))
        .or(() -> daemon(file))
        .or(() -> signature(file));
  }

  /// A daemon that is this very file executes itself sooner or later.
  private Optional<String> daemon(Path file) {
    for (long pid : processes.all()) {
      Optional<HostProcess> process = processes.read(pid);
      if (process.isPresent() && isDaemon(process.get()) && isSame(file, process.get())) {
        return Optional.of("the daemon with process %d is it".formatted(pid));
      }
    }
    return Optional.empty();
  }

  private static boolean isDaemon(HostProcess process) {
    List<String> arguments = process.commandLine().arguments();
    return arguments.stream().anyMatch(each -> each.equals("-bd") || each.startsWith("-q"));
  }

  private static boolean isSame(Path file, HostProcess process) {
    try {
      return Files.isSameFile(file, Path.of("/proc/" + process.pid() + "/exe"));
    } catch (IOException _) {
      return false; // it has ended
    }
  }

  private static Optional<String> signature(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String octets = new String(in.readNBytes(MOST_OCTETS), ISO_8859_1);
      return SIGNATURES.entrySet().stream()
          .filter(each -> octets.contains(each.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    } catch (IOException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }
}
