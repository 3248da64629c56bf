package weir.agent.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at the programs and services of qmail, which has no command that tells its settings.
final class QmailReading {
  private static final List<String> SERVICES =
      List.of("/service", "/etc/service", "/var/service", "/var/qmail/supervise");

  private final Machine machine;

  QmailReading(Machine machine) {
    this.machine = machine;
  }

  /// @param named another home than the usual one
  List<Examination> examine(Optional<String> named) {
    String folder = named.orElse("/var/qmail");
    if (machine.find(folder + "/bin/qmail-queue").isEmpty()
        && machine.find(folder + "/control").isEmpty()) {
      return List.of();
    }
    QmailSettings settings =
        new QmailSettings(
            folder,
            contains(folder + "/bin/qmail-queue", "by uid "),
            contains(folder + "/bin/qmail-smtpd", "AUTH"),
            !machine.find(folder + "/queue/todo/0").isEmpty(),
            logs());
    return List.of(new Examination("qmail", folder, QmailDiagnoses.of(settings)));
  }

  /// Texts in a program stand in its file as they are.
  private Optional<Boolean> contains(String program, String text) {
    return machine.read(Path.of(program)) instanceof Machine.Said.Text(String octets)
        ? Optional.of(octets.contains(text))
        : Optional.empty();
  }

  /// The same service may be found in two folders, of which one has a link to the other.
  private List<QmailSettings.Log> logs() {
    List<QmailSettings.Log> logs = new ArrayList<>();
    for (String folder : SERVICES) {
      for (Path file : machine.find(folder + "/*/log/run")) {
        String service = String.valueOf(file.getName(file.getNameCount() - 3));
        if (isMail(service)
            && logs.stream().noneMatch(log -> log.service().equals(service))
            && machine.read(file) instanceof Machine.Said.Text(String text)) {
          logs.add(new QmailSettings.Log(service, file.toString(), text));
        }
      }
    }
    return logs;
  }

  private static boolean isMail(String service) {
    return service.contains("qmail") || service.contains("smtp") || service.equals("send");
  }
}
