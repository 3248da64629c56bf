package weir.former;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// qmail's folder `control`: one file a setting, read the way qmail reads them.
///
/// @param files by name, in the order of names
/// @param binary compiled tables (`.cdb`), which nobody reads here
public record QmailControl(Map<String, OldFile> files, List<String> binary) {

  public QmailControl {
    files = new TreeMap<>(files);
    binary = List.copyOf(binary);
  }

  /// Reads a folder; `DIR/control` where that is there.
  ///
  /// @throws IOException when it is not there or has no file, or a file in it cannot be read
  public static QmailControl read(Path folder) throws IOException {
    Path control = folder.resolve("control");
    Path in = Files.isDirectory(control) ? control : folder;
    Map<String, OldFile> files = new HashMap<>();
    List<Path> found;
    try (Stream<Path> all = Files.list(in)) {
      found = all.filter(Files::isRegularFile).sorted().toList();
    }
    if (found.isEmpty()) {
      throw new IOException("there is no control file in " + in);
    }
    List<String> binary =
        found.stream().map(QmailControl::name).filter(name -> name.endsWith(".cdb")).toList();
    for (Path each : found) {
      String name = name(each);
      if (!binary.contains(name)) {
        files.put(name, OldFile.read(each, name));
      }
    }
    return new QmailControl(files, binary);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  public boolean has(String name) {
    return files.containsKey(name);
  }

  public Optional<OldFile> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /// `control_readfile`: lines that say something, without blanks at their end. Empty when there is
  /// no such file, which may mean something else than an empty file.
  public Optional<List<OldLine>> list(String name) {
    return file(name).map(QmailControl::list);
  }

  /// The lines of a file as `control_readfile` takes them: one that begins with `#` is a comment,
  /// one that begins with a blank is not.
  public static List<OldLine> list(OldFile file) {
    return file.lines().stream()
        .map(line -> new OldLine(line.file(), line.number(), line.stripped()))
        .filter(line -> !line.text().isEmpty() && !line.text().startsWith("#"))
        .toList();
  }

  /// `control_rldef`: the first line.
  public Optional<OldLine> line(String name) {
    return file(name)
        .flatMap(OldFile::first)
        .map(line -> new OldLine(line.file(), line.number(), line.stripped()));
  }

  /// `control_readint`: the digits at the beginning of the first line. Empty when there are none:
  /// qmail then takes its default and says nothing.
  public OptionalLong number(String name) {
    String text = line(name).map(OldLine::text).orElse("");
    int digits = 0;
    while (digits < text.length() && digits < 15 && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text.substring(0, digits)));
  }
}
