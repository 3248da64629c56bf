package weir.agent.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Assumptions;
import weir.testkit.peers.OwnNetwork;

/// A tracefs of a test's own place: many machines have none mounted.
public final class Tracefs implements AutoCloseable {
  private final Path folder;

  private Tracefs(Path folder) {
    this.folder = folder;
  }

  /// The running test is skipped where that is not ours to mount.
  ///
  /// @param folder an empty one
  public static Tracefs at(Path folder) throws InterruptedException {
    try {
      OwnNetwork.command("mount", "-t", "tracefs", "nodev", folder.toString());
      return new Tracefs(folder);
    } catch (IOException e) {
      return Assumptions.abort("this kernel, or who we are, has no tracefs: " + e.getMessage());
    }
  }

  /// The running test is skipped where the kernel's numbers of processes are not ours.
  public ConnectTrace trace(Collection<Integer> ports) throws IOException {
    try {
      ProcessNumbers.mustBeOurs();
    } catch (IOException e) {
      return Assumptions.abort(e.getMessage());
    }
    return ConnectTrace.open(folder, ports);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    OwnNetwork.command("umount", folder.toString());
  }
}
