package weir.agent.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Forces a file, or the names in a folder, to the disk.
@FunctionalInterface
public interface Durable {
  /// The disk itself.
  Durable DISK =
      path -> {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
          file.force(true);
        }
      };

  /// @param path a file or a folder that is there
  void force(Path path) throws IOException;
}
