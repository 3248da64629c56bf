package weir.agent.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks Postfix for the settings of its instances: `postconf`, with `-M` and `-P` for `master.cf`,
/// which needs no rights but those to read the files.
final class PostfixReading {
  private static final List<String> TABLES =
      List.of("header_checks", "mime_header_checks", "smtp_header_checks");

  private final Machine machine;

  PostfixReading(Machine machine) {
    this.machine = machine;
  }

  /// @param folders where settings are; the usual one and those of its instances when empty
  List<Examination> examine(List<String> folders) {
    List<Examination> all = new ArrayList<>();
    if (!folders.isEmpty()) {
      folders.forEach(folder -> all.add(instance(folder, List.of("-c", folder))));
      return all;
    }
    Machine.Said usual = machine.run("postconf", "-x");
    if (usual instanceof Machine.Said.Missing) {
      return all;
    }
    Map<String, String> main = main(usual);
    all.add(instance(main.getOrDefault("config_directory", "/etc/postfix"), List.of()));
    for (String folder : words(main.getOrDefault("multi_instance_directories", ""))) {
      all.add(instance(folder, List.of("-c", folder)));
    }
    return all;
  }

  private Examination instance(String folder, List<String> which) {
    Machine.Said said = postconf(which, "-x");
    Map<String, String> main = main(said);
    if (main.isEmpty()) {
      return Examination.unread("Postfix", folder, why(said));
    }
    Map<String, Map<String, String>> own = own(which);
    List<String> unread = new ArrayList<>();
    List<HeaderRule> rules = rules(main, own, unread);
    PostfixSettings settings =
        new PostfixSettings(
            folder, main, services(which, own), rules, unread, LogTimeForm.ofSyslog(machine));
    return new Examination(
        "Postfix " + main.getOrDefault("mail_version", ""), folder, PostfixDiagnoses.of(settings));
  }

  private Machine.Said postconf(List<String> which, String option) {
    List<String> arguments = new ArrayList<>(which);
    arguments.add(option);
    return machine.run("postconf", arguments.toArray(String[]::new));
  }

  static String why(Machine.Said said) {
    return switch (said) {
      case Machine.Said.Text _ -> "what it says is no list of settings";
      case Machine.Said.Missing _ -> "there is no postconf";
      case Machine.Said.Failed(String cause) -> cause;
    };
  }

  private static Map<String, String> main(Machine.Said said) {
    return said instanceof Machine.Said.Text(String text) ? NamedValues.of(text) : Map.of();
  }

  /// Settings of services of their own; `postconf -P` says `smtp/inet/NAME = VALUE`.
  private Map<String, Map<String, String>> own(List<String> which) {
    Map<String, Map<String, String>> own = new LinkedHashMap<>();
    main(postconf(which, "-P"))
        .forEach((name, value) -> {
          int cut = name.lastIndexOf('/');
          if (cut > 0) {
            own.computeIfAbsent(name.substring(0, cut), _ -> new LinkedHashMap<>())
                .put(name.substring(cut + 1), value);
          }
        });
    return own;
  }

  /// The services that take mail in.
  private List<PostfixSettings.Service> services(
      List<String> which, Map<String, Map<String, String>> own) {
    List<PostfixSettings.Service> services = new ArrayList<>();
    if (postconf(which, "-M") instanceof Machine.Said.Text(String text)) {
      for (String line : text.lines().toList()) {
        List<String> fields = Arrays.asList(line.strip().split("\\s+"));
        if (fields.size() > 7 && List.of("smtpd", "pickup").contains(fields.get(7))) {
          String name = fields.get(0) + "/" + fields.get(1);
          services.add(
              new PostfixSettings.Service(name, fields.get(7), own.getOrDefault(name, Map.of())));
        }
      }
    }
    return services;
  }

  /// Those of all services together: some have a `cleanup` of their own.
  private List<HeaderRule> rules(
      Map<String, String> main, Map<String, Map<String, String>> own, List<String> unread) {
    Set<String> tables = new LinkedHashSet<>();
    for (String setting : TABLES) {
      tables.addAll(words(main.getOrDefault(setting, "")));
      own.values().forEach(each -> tables.addAll(words(each.getOrDefault(setting, ""))));
    }
    List<HeaderRule> rules = new ArrayList<>();
    for (String table : tables) {
      if (table.startsWith("regexp:/") || table.startsWith("pcre:/")) {
        String file = table.substring(table.indexOf(':') + 1);
        switch (machine.read(Path.of(file))) {
          case Machine.Said.Text(String text) -> rules.addAll(HeaderRule.in(file, text));
          case Machine.Said.Missing _ -> unread.add(file + " is not there");
          case Machine.Said.Failed(String cause) -> unread.add(cause);
        }
      }
    }
    return rules;
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
  }
}
