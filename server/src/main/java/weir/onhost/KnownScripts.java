package weir.onhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import weir.files.Durable;

/// The scripts that this agent has told of: the only ones that it lets itself be ordered to take
/// out of use. Safe for use by many threads.
final class KnownScripts {
  /// Scripts that are remembered; of more, the latest.
  static final int MOST = 10_000;

  private final Path file;
  private final Set<String> paths = new LinkedHashSet<>();

  private KnownScripts(Path file) {
    this.file = file;
  }

  /// @param folder of the agent
  static KnownScripts in(Path folder) throws IOException {
    KnownScripts all = new KnownScripts(folder.resolve("scripts"));
    if (Files.exists(all.file)) {
      all.paths.addAll(Files.readAllLines(all.file, StandardCharsets.UTF_8));
    }
    return all;
  }

  /// Whether a script was told of.
  synchronized boolean has(String path) {
    return paths.contains(path);
  }

  /// A script was told of.
  synchronized void add(String path) throws IOException {
    if (path.indexOf('\n') >= 0 || !paths.add(path)) {
      return;
    }
    while (paths.size() > MOST) {
      paths.remove(paths.iterator().next());
    }
    byte[] text = (String.join("\n", paths) + "\n").getBytes(StandardCharsets.UTF_8);
    Durable.replace(file, out -> out.write(text));
  }
}
