package weir.agent.doctor;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A host as somebody wrote it down.
final class RecordedMachine implements Machine {
  private final Map<String, String> commands = new LinkedHashMap<>();
  private final Map<String, Said> files = new LinkedHashMap<>();

  RecordedMachine says(String command, String output) {
    commands.put(command, output);
    return this;
  }

  RecordedMachine has(String file, String text) {
    files.put(file, new Said.Text(text));
    return this;
  }

  RecordedMachine keeps(String file, String cause) {
    files.put(file, new Said.Failed(cause));
    return this;
  }

  @Override
  public Said run(String program, String... arguments) {
    String command = String.join(" ", program, String.join(" ", arguments)).strip();
    String output = commands.get(command);
    if (output != null) {
      return new Said.Text(output);
    }
    return commands.keySet().stream().anyMatch(each -> each.startsWith(program + " "))
        ? new Said.Failed(command + " was not recorded")
        : new Said.Missing();
  }

  @Override
  public Said read(Path file) {
    return files.getOrDefault(file.toString(), new Said.Missing());
  }

  @Override
  public Said readEnd(Path file) {
    return read(file);
  }

  @Override
  public List<Path> find(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return files.keySet().stream()
        .map(Path::of)
        .flatMap(file -> Stream.iterate(file, Objects::nonNull, Path::getParent))
        .filter(matcher::matches)
        .distinct()
        .sorted()
        .toList();
  }
}
