package weir.agent.fpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import weir.agent.php.IniFile;

/// Reads the settings of a PHP-FPM: its file and those that it includes.
final class PoolFiles {
  /// Files that are read of one master.
  private static final int MOST_FILES = 5_000;

  private static final long LONGEST = 256 * 1024;

  private final Map<String, Map<String, String>> sections = new HashMap<>();
  private int files;

  private PoolFiles() {}

  /// By the name of the pool, those that have a status page. What cannot be read is passed over.
  static Map<String, Pool> read(Path main) {
    PoolFiles all = new PoolFiles();
    all.file(main, true);
    Map<String, Pool> pools = new HashMap<>();
    all.sections.forEach(
        (name, settings) -> Pool.of(name, settings).ifPresent(it -> pools.put(name, it)));
    return pools;
  }

  private void file(Path file, boolean mayInclude) {
    String text;
    try {
      if (++files > MOST_FILES || !Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return;
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return;
    }
    for (IniFile.Setting each : IniFile.settings(text)) {
      if (each.name().equals("include") && mayInclude) {
        include(each.value());
      } else {
        sections
            .computeIfAbsent(each.section(), _ -> new HashMap<>())
            .put(each.name(), each.value());
      }
    }
  }

  private void include(String pattern) {
    folder(pattern)
        .ifPresent(folder -> {
          TreeSet<Path> found = new TreeSet<>();
          String name = pattern.substring(pattern.lastIndexOf('/') + 1);
          try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, name)) {
            matching.forEach(found::add);
          } catch (IOException | RuntimeException _) {
            return; // a pattern that is none, or a folder that is not there
          }
          found.forEach(file -> file(file, false));
        });
  }

  /// Patterns in names of folders are not followed.
  private static Optional<Path> folder(String pattern) {
    try {
      return pattern.startsWith("/")
          ? Optional.ofNullable(Path.of(pattern).getParent())
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
