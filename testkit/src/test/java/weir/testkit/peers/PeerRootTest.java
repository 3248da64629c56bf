package weir.testkit.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerRootTest {

  @TempDir Path cache;

  @Test
  void unaskedForARootIsMissingWithTheSentenceThatSaysHowToAsk() {
    assertThat(PeerRoot.find("postfix", false, cache))
        .isEqualTo(new PeerRoot.Search.Missing(PeerRoot.SKIPPED));
  }

  @Test
  void aRootThatWasNotFinishedIsMissing() throws IOException {
    Files.createDirectory(cache.resolve("postfix"));
    assertThat(PeerRoot.find("postfix", true, cache))
        .isEqualTo(
            new PeerRoot.Search.Missing("no root postfix; testkit/peers/make-roots says why"));
  }

  @Test
  void aFinishedRootIsFound() throws IOException {
    Path folder = Files.createDirectory(cache.resolve("postfix"));
    Files.writeString(folder.resolve("weir-packages"), "postfix");
    assertThat(PeerRoot.find("postfix", true, cache))
        .isEqualTo(new PeerRoot.Search.Found(new PeerRoot("postfix", folder)));
  }
}
