package weir.agent.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.agent.php.IniFile;

/// Reads the files of every PHP on the host: `php.ini`, the folder beside it, and the pools of
/// PHP-FPM. Any user may read them on most hosts.
final class PhpReading {

  /// Where packages put the files of one PHP.
  ///
  /// @param ini pattern of the folders with a `php.ini`
  /// @param more the folder of further settings, from there
  /// @param pools pattern of the files of pools, from there
  private record Layout(String ini, String more, String pools) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("/etc/php/*/fpm", "conf.d", "pool.d/*.conf"), // Debian
          new Layout("/etc/php/*/apache2", "conf.d", ""),
          new Layout("/etc/php/*/cgi", "conf.d", ""),
          new Layout("/etc", "php.d", "php-fpm.d/*.conf"), // Red Hat
          new Layout("/etc/opt/remi/php*", "php.d", "php-fpm.d/*.conf"),
          new Layout("/opt/cpanel/ea-php*/root/etc", "php.d", "php-fpm.d/*.conf"),
          new Layout("/opt/plesk/php/*/etc", "php.d", "php-fpm.d/*.conf"),
          new Layout("/opt/alt/php*/etc", "php.d", "php-fpm.d/*.conf"), // CloudLinux
          new Layout("/usr/local/php*/lib", "php.conf.d", ""), // DirectAdmin
          new Layout("/usr/local/etc", "php", "php-fpm.d/*.conf")); // FreeBSD

  private static final Pattern OWN = Pattern.compile("php_(?:admin_)?(?:value|flag)\\[(.+)]");

  private final Machine machine;

  PhpReading(Machine machine) {
    this.machine = machine;
  }

  /// @param folders with a `php.ini`; those of all packages that are known when empty
  List<Examination> examine(List<String> folders) {
    List<Examination> all = new ArrayList<>();
    for (Layout layout : LAYOUTS) {
      for (Path folder : folders.isEmpty() ? machine.find(layout.ini()) : List.<Path>of()) {
        if (!machine.find(folder + "/php.ini").isEmpty()) {
          all.add(examination(folder.toString(), layout));
        }
      }
    }
    folders.forEach(folder -> all.add(examination(folder, layout(folder))));
    return all;
  }

  private Layout layout(String folder) {
    return LAYOUTS.stream()
        .filter(layout -> !machine.find(folder + "/" + layout.more()).isEmpty())
        .findFirst()
        .orElse(LAYOUTS.getFirst());
  }

  private Examination examination(String folder, Layout layout) {
    List<String> unread = new ArrayList<>();
    Map<String, String> ini = new LinkedHashMap<>(all(Path.of(folder, "php.ini"), unread));
    List<Path> more = machine.find(folder + "/" + layout.more());
    for (Path file : machine.find(folder + "/" + layout.more() + "/*.ini")) {
      ini.putAll(all(file, unread));
    }
    PhpSettings settings =
        new PhpSettings(
            folder,
            more.isEmpty() ? folder + "/php.ini" : more.getFirst() + "/99-weir.ini",
            ini,
            layout.pools().isEmpty() ? List.of() : pools(folder + "/" + layout.pools(), unread),
            isInWebServer(folder),
            unread);
    return new Examination("PHP", folder, PhpDiagnoses.of(settings));
  }

  /// Sections `[PATH=...]` and `[HOST=...]` hold for single sites only; all others have no meaning.
  private Map<String, String> all(Path file, List<String> unread) {
    Map<String, String> values = new LinkedHashMap<>();
    text(file, unread)
        .forEach((section, settings) -> {
          if (section.indexOf('=') < 0) {
            values.putAll(settings);
          }
        });
    return values;
  }

  private Map<String, Map<String, String>> text(Path file, List<String> unread) {
    return switch (machine.read(file)) {
      case Machine.Said.Text(String text) -> IniFile.sections(text);
      case Machine.Said.Missing _ -> Map.of();
      case Machine.Said.Failed(String cause) -> {
        unread.add(cause);
        yield Map.of();
      }
    };
  }

  private List<PhpSettings.Pool> pools(String pattern, List<String> unread) {
    List<PhpSettings.Pool> pools = new ArrayList<>();
    for (Path file : machine.find(pattern)) {
      text(file, unread)
          .forEach((name, settings) -> {
            if (!name.isEmpty() && !name.equals("global")) {
              pools.add(pool(file.toString(), name, settings));
            }
          });
    }
    return pools;
  }

  private static PhpSettings.Pool pool(String file, String name, Map<String, String> settings) {
    Map<String, String> own = new LinkedHashMap<>();
    settings.forEach((key, value) -> {
      Matcher setting = OWN.matcher(key);
      if (setting.matches()) {
        own.put(setting.group(1), value);
      }
    });
    String user = settings.getOrDefault("user", "").replace("$pool", name);
    return new PhpSettings.Pool(file, name, user, own);
  }

  /// Debian's layout tells: the settings are those of the module, and Apache loads it.
  private boolean isInWebServer(String folder) {
    return folder.endsWith("/apache2")
        && !machine.find("/etc/apache2/mods-enabled/php*.load").isEmpty();
  }
}
