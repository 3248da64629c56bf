package weir.former;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A file of the old system, line by line.
///
/// @param name as the operator knows it, without the folder
/// @param ended whether the last line has an end, without which some programs do not read it
public record OldFile(String name, List<OldLine> lines, boolean ended) {

  /// A larger file is no list that somebody wrote; it is refused.
  public static final long MOST_BYTES = 256L * 1024 * 1024;

  public OldFile {
    lines = List.copyOf(lines);
  }

  /// Octets that are no UTF-8 become a replacement mark: old files know no encoding.
  ///
  /// @throws IOException when it is not there, cannot be read, or is too large
  public static OldFile read(Path file, String name) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "a folder, and no file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " has more than " + MOST_BYTES + " bytes");
    }
    return of(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /// The file of this name in a folder, if there is one; old files name others by any octets.
  ///
  /// @throws IOException when it is there and cannot be read, or when the folder does not let one
  ///   see
  public static Optional<OldFile> in(Path folder, String name) throws IOException {
    Path file;
    try {
      file = folder.resolve(name);
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        return Optional.empty();
      }
    } catch (AccessDeniedException denied) {
      throw denied;
    } catch (InvalidPathException | FileSystemException noSuchFile) {
      return Optional.empty(); // or no name for one
    }
    return Optional.of(read(file, name));
  }

  public static OldFile of(String name, String text) {
    List<OldLine> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(
          new OldLine(
              name,
              lines.size() + 1,
              line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
    }
    if (lines.getLast().text().isEmpty()) {
      lines.removeLast(); // what follows the last end of line is no line
    }
    return new OldFile(name, lines, text.isEmpty() || text.endsWith("\n"));
  }

  /// The whole of it.
  public String text() {
    String end = ended && !lines.isEmpty() ? "\n" : "";
    return lines.stream().map(OldLine::text).collect(Collectors.joining("\n", "", end));
  }

  /// The lines that say something.
  public List<OldLine> said() {
    return lines.stream().filter(line -> !line.saysNothing()).toList();
  }

  /// The first line, which is the whole of a control file with one value.
  public Optional<OldLine> first() {
    return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getFirst());
  }
}
