package weir.agent.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks Exim for its settings: `exim -bP`, which tells everybody nearly all of them.
final class EximReading {
  /// Debian's name, and everybody else's.
  private static final List<String> NAMES = List.of("exim4", "exim");

  /// Users below are a system's own.
  private static final long FIRST_CUSTOMER = 1_000;

  /// Above are nobody and the like.
  private static final long LAST_CUSTOMER = 60_000;

  private static final Set<String> WEB_SERVERS =
      Set.of("www-data", "apache", "httpd", "nginx", "nobody", "wwwrun", "http", "www");

  /// What the drivers decide by whether a client is who it says.
  private static final List<String> DECIDING =
      List.of(
          "server_condition",
          "server_secret",
          "server_socket",
          "server_password",
          "server_realm",
          "server_keytab",
          "server_param1",
          "server_hostname");

  private static final Pattern AUTHENTICATOR = Pattern.compile("(\\S+) authenticator:");

  private final Machine machine;

  EximReading(Machine machine) {
    this.machine = machine;
  }

  /// @param file another configuration than the usual one
  List<Examination> examine(Optional<String> file) {
    for (String name : NAMES) {
      Machine.Said said = ask(name, file);
      if (!(said instanceof Machine.Said.Missing)) {
        return List.of(examination(name, file, said));
      }
    }
    return List.of();
  }

  private Machine.Said ask(String name, Optional<String> file, String... what) {
    List<String> arguments = new ArrayList<>();
    file.ifPresent(it -> arguments.addAll(List.of("-C", it)));
    arguments.add("-bP");
    arguments.addAll(List.of(what));
    return machine.run(name, arguments.toArray(String[]::new));
  }

  private Examination examination(String name, Optional<String> file, Machine.Said said) {
    Map<String, String> main =
        said instanceof Machine.Said.Text(String text) ? settings(text) : Map.of();
    String where = file.orElseGet(() -> configurationFile(name));
    if (!main.containsKey("log_selector")) {
      return Examination.unread("Exim", where, PostfixReading.why(said));
    }
    EximSettings settings =
        new EximSettings(
            where, main, authenticators(name, file), customers(), LogTimes.ofSyslog(machine));
    return new Examination(
        "Exim " + main.getOrDefault("exim_version", ""), where, EximDiagnoses.of(settings));
  }

  private String configurationFile(String name) {
    return ask(name, Optional.empty(), "config_file") instanceof Machine.Said.Text(String text)
        ? text.strip()
        : "its configuration";
  }

  /// `name = value`, `name`, `no_name`.
  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new LinkedHashMap<>(NamedValues.of(text));
    text.lines()
        .map(String::strip)
        .filter(line -> line.matches("[a-z0-9_]+"))
        .forEach(line -> {
          boolean off = line.startsWith("no_");
          settings.put(off ? line.substring(3) : line, Boolean.toString(!off));
        });
    return settings;
  }

  /// Of each a title `NAME authenticator:` and its settings; those that log in clients, not us.
  private List<EximSettings.Authenticator> authenticators(String name, Optional<String> file) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    if (ask(name, file, "authenticators") instanceof Machine.Said.Text(String text)) {
      Map<String, String> current = new LinkedHashMap<>();
      for (String line : text.lines().toList()) {
        Matcher title = AUTHENTICATOR.matcher(line);
        if (title.matches()) {
          current = new LinkedHashMap<>();
          all.put(title.group(1), current);
        } else {
          current.putAll(NamedValues.of(line));
        }
      }
    }
    return all.entrySet().stream()
        .filter(entry -> DECIDING.stream().anyMatch(it -> isSet(entry.getValue(), it)))
        .map(entry ->
            new EximSettings.Authenticator(
                entry.getKey(),
                entry.getValue().getOrDefault("public_name", ""),
                entry.getValue().getOrDefault("server_set_id", "")))
        .toList();
  }

  private static boolean isSet(Map<String, String> settings, String name) {
    return !settings.getOrDefault(name, "").isEmpty();
  }

  private Set<String> customers() {
    Set<String> customers = new HashSet<>(WEB_SERVERS);
    if (machine.read(Path.of("/etc/passwd")) instanceof Machine.Said.Text(String text)) {
      for (String line : text.lines().toList()) {
        String[] fields = line.split(":", -1);
        if (fields.length > 2 && fields[2].matches("\\d{1,10}")) {
          long uid = Long.parseLong(fields[2]);
          if (uid >= FIRST_CUSTOMER && uid < LAST_CUSTOMER) {
            customers.add(fields[0]);
          }
        }
      }
    }
    return customers;
  }
}
