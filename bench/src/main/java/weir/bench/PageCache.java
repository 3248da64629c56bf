package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the kernel has in memory of files.
public final class PageCache {
  private PageCache() {}

  /// Takes the files of a folder out of it, as GNU dd does by POSIX_FADV_DONTNEED. Nobody else's
  /// files are touched.
  public static void forget(Path folder) throws IOException, InterruptedException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Process dd =
            new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
                .start();
        if (dd.waitFor() != 0) {
          throw new IOException("dd cannot take " + file + " out of the cache");
        }
      }
    }
  }
}
