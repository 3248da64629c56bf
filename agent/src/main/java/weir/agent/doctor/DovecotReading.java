package weir.agent.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks Dovecot for its settings: `doveconf -a`, which needs the right to read all its files.
final class DovecotReading {
  private final Machine machine;

  DovecotReading(Machine machine) {
    this.machine = machine;
  }

  /// @param named another configuration file than the usual one
  List<Examination> examine(Optional<String> named) {
    List<String> arguments = new ArrayList<>();
    named.ifPresent(file -> arguments.addAll(List.of("-c", file)));
    arguments.add("-a");
    Machine.Said said = machine.run("doveconf", arguments.toArray(String[]::new));
    if (said instanceof Machine.Said.Missing) {
      return List.of();
    }
    String text = said instanceof Machine.Said.Text(String all) ? all : "";
    Map<String, String> settings = NamedValues.of(text);
    String file = named.orElse("/etc/dovecot/dovecot.conf");
    if (!settings.containsKey("protocols")) {
      return List.of(Examination.unread("Dovecot", file, PostfixReading.why(said)));
    }
    String version = version(text);
    return List.of(
        new Examination(
            "Dovecot " + version,
            file,
            DovecotDiagnoses.of(place(file), isNew(version), settings)));
  }

  /// Packages have the file read a folder, and a file of one's own in it survives upgrades.
  private String place(String file) {
    boolean readsFolder =
        machine.read(Path.of(file)) instanceof Machine.Said.Text(String text)
            && text.lines()
                .anyMatch(line -> line.strip().matches("!include\\s+conf\\.d/\\*\\.conf"));
    return readsFolder ? Path.of(file).resolveSibling("conf.d/99-weir.conf").toString() : file;
  }

  /// The first line is `# 2.3.19.1 (9b53102964): /etc/dovecot/dovecot.conf`.
  private static String version(String text) {
    String first = text.lines().findFirst().orElse("");
    return first.startsWith("# ") ? first.substring(2).split(" ", 2)[0] : "";
  }

  private static boolean isNew(String version) {
    return version.startsWith("2.4") || version.startsWith("3.");
  }
}
