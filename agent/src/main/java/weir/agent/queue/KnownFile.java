package weir.agent.queue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file in which a source keeps what it told of, so that the next process can say what has left
/// the queue meanwhile. It is replaced as a whole. One that is lost or damaged costs nothing else:
/// what lies in the queue is told again, and known by its id and time.
final class KnownFile {
  private static final String FIRST = "weir known messages 1";
  private static final String LAST = "end";
  private static final int WORDS = 6;

  private final Path file;

  KnownFile(Path file) {
    this.file = file;
  }

  /// @return empty when nothing was kept, or it is not what was written
  /// @throws IOException when it cannot be read
  Optional<Map<String, Known>> read() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    if (lines.size() < 2 || !lines.getFirst().equals(FIRST) || !lines.getLast().equals(LAST)) {
      return Optional.empty();
    }
    Map<String, Known> known = new HashMap<>();
    try {
      for (String line : lines.subList(1, lines.size() - 1)) {
        String[] words = line.split(" ", -1);
        if (words.length != WORDS) {
          return Optional.empty();
        }
        known.put(words[0], known(words));
      }
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
    return Optional.of(known);
  }

  private static Known known(String... words) {
    return new Known(
        Instant.parse(words[1]),
        new Known.Stamp(Long.parseLong(words[2]), Boolean.parseBoolean(words[3])),
        Boolean.parseBoolean(words[4]),
        Instant.parse(words[5]),
        Optional.empty());
  }

  /// Returns when it is on the disk.
  void write(Map<String, Known> known) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.ISO_8859_1)) {
      out.write(FIRST + "\n");
      for (Map.Entry<String, Known> each : known.entrySet()) {
        Known it = each.getValue();
        out.write(
            "%s %s %d %s %s %s\n"
                .formatted(
                    each.getKey(),
                    it.since(),
                    it.stamp().made(),
                    it.stamp().held(),
                    it.held(),
                    it.seen()));
      }
      out.write(LAST + "\n");
    }
    Durable.DISK.force(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Durable.DISK.force(folder);
    }
  }
}
