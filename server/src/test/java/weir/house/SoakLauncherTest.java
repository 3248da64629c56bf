package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.house.LauncherTree.Outcome;

class SoakLauncherTest {
  @TempDir Path base;

  private LauncherTree tree;

  @BeforeEach
  void makeATree() throws IOException {
    tree = new LauncherTree(base);
    Files.writeString(tree.here.resolve("server/target/test-classpath"), "a.jar");
  }

  @Test
  void theTestsAreCompiledAndTheDistributionIsUsed() throws Exception {
    Outcome outcome = tree.run(Map.of(), "soak", "--for", "30m");
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(tree.calls()).singleElement().asString().contains("-pl server", "test-compile");
    assertThat(outcome.output())
        .contains("-Dweir.home=" + tree.dist)
        .endsWith("weir.proof.Soak", "1800");
  }

  @Test
  void withoutATimeItIsHalfAnHour() throws Exception {
    assertThat(tree.run(Map.of(), "soak").output()).endsWith("weir.proof.Soak", "1800");
  }

  @Test
  void whatIsNoTimeIsSaidBeforeAnythingIsBuilt() throws Exception {
    Outcome outcome = tree.run(Map.of(), "soak", "--for", "ever");
    assertThat(outcome.exit()).isEqualTo(64);
    assertThat(outcome.errors()).contains("not ever");
    assertThat(tree.run(Map.of(), "soak", "30m").exit()).isEqualTo(64);
    assertThat(tree.run(Map.of(), "soak", "--for").exit()).isEqualTo(64);
    assertThat(tree.calls()).isEmpty();
  }
}
