package weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;

class ServerCommandTest {
  @TempDir Path folder;

  @Test
  void withoutAServerItIsSaidWhereOneWasLookedFor() {
    Here.Ran ran = Here.in(folder).run("status");

    assertThat(ran.status()).isEqualTo(69);
    assertThat(ran.err()).contains("no server runs", "control.sock", "the test's configuration");
  }
}
