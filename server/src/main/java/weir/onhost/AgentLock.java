package weir.onhost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import weir.takeover.FolderLock;

/// Keeps the agent's folder to one process: an agent, from before it begins anything until it has
/// ended, or whoever removes what agents keep. It goes with the process, however that ends.
public final class AgentLock implements AutoCloseable {
  private final Optional<FolderLock> lock;

  private AgentLock(Optional<FolderLock> lock) {
    this.lock = lock;
  }

  /// Never waits. Where there is no such folder, there is nothing to keep.
  ///
  /// @param folder of the agent
  /// @throws IOException with a sentence where an agent runs, or begins
  public static AgentLock take(Path folder) throws IOException {
    try {
      return new AgentLock(
          Files.isDirectory(folder) ? Optional.of(FolderLock.take(folder)) : Optional.empty());
    } catch (FolderLock.Held e) {
      throw new IOException("an agent runs already that keeps its things in " + folder, e);
    }
  }

  @Override
  public void close() {
    lock.ifPresent(FolderLock::close);
  }
}
