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

class FuzzLauncherTest {
  @TempDir Path base;

  private LauncherTree tree;

  @BeforeEach
  void makeATreeWithATarget() throws IOException {
    tree = new LauncherTree(base);
    Path targets = Files.createDirectories(tree.here.resolve("fuzz/src/test/java/weir/smtp"));
    Files.createFile(tree.here.resolve("fuzz/pom.xml"));
    Files.writeString(
        targets.resolve("TwoWordsFuzzTest.java"),
        "  @FuzzTest\n  void theLinesAreClean(byte[] octets) {\n");
    Files.createDirectories(
        tree.here.resolve("fuzz/src/test/resources/weir/smtp/TwoWordsFuzzTestInputs"));
    Files.writeString(
        Files.createDirectories(tree.here.resolve("fuzz/target")).resolve("classpath"), "a.jar");
  }

  @Test
  void withoutATargetItListsThemWithWhatTheySay() throws Exception {
    assertThat(tree.run(Map.of(), "fuzz").output())
        .singleElement()
        .asString()
        .matches("two-words +the lines are clean");
  }

  @Test
  void aTargetThatIsNotThereIsSaidBeforeAnythingIsBuilt() throws Exception {
    Outcome outcome = tree.run(Map.of(), "fuzz", "three-words");
    assertThat(outcome.exit()).isEqualTo(64);
    assertThat(outcome.errors()).contains("there is no target three-words");
    assertThat(tree.calls()).isEmpty();
  }

  @Test
  void aTimeThatIsNoneIsSaidBeforeAnythingIsBuilt() throws Exception {
    assertThat(tree.run(Map.of(), "fuzz", "two-words", "5x").exit()).isEqualTo(64);
    assertThat(tree.calls()).isEmpty();
  }

  @Test
  void whatWasBuiltIsNotBuiltAgainAndNothingFoundIsSuccess() throws Exception {
    assertThat(tree.run(Map.of(), "fuzz", "two-words", "1s").exit()).isZero();
    Outcome again = tree.run(Map.of(), "fuzz", "two-words", "2m");
    assertThat(again.exit()).isZero();
    assertThat(again.errors()).contains("two-words: nothing found");
    assertThat(tree.calls()).hasSize(1);
    assertThat(Files.readAllLines(tree.here.resolve("fuzz/target/found/two-words.log")))
        .contains("--target_class=weir.smtp.TwoWordsFuzzTest", "-max_total_time=120");
  }

  @Test
  void aFindingIsAFailureThatNamesTheInput() throws Exception {
    tree.program(
        "jdk-25/bin/java",
        "echo '== Java Exception: expected two'; echo 'Test unit written to found/crash-1'; exit 77\n");
    Outcome outcome = tree.run(Map.of(), "fuzz", "all", "1s");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.errors())
        .contains("expected two")
        .contains("The input is found/crash-1")
        .contains("TwoWordsFuzzTestInputs/");
  }

  @Test
  void aFuzzerThatDoesNotRunIsAFailure() throws Exception {
    tree.program("jdk-25/bin/java", "echo 'no such class'; exit 1\n");
    Outcome outcome = tree.run(Map.of(), "fuzz", "two-words", "1s");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.errors()).contains("the fuzzer did not run");
  }
}
