package weir.onhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.LockOut;
import weir.net.IpAddress;

final class ControlPlaceTest {
  @TempDir private Path folder;

  @Test
  void whoeverChangesTheFenceByHandKnowsWhereTheServerIs() throws Exception {
    Path own = folder.resolve("agent");
    Path file = folder.resolve("agent.toml");
    assertThat(ControlPlace.of(file)).isEmpty();
    Files.writeString(file, "folder = \"" + own + "\"\n");
    assertThat(ControlPlace.of(file)).isEmpty();
    new KnownServer("203.0.113.5:25", "web1", "ab", "cd").write(own);
    assertThat(ControlPlace.of(file))
        .containsExactly(new LockOut.Control(IpAddress.parse("203.0.113.5").orElseThrow(), 25));
  }
}
