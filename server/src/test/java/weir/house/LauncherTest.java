package weir.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.house.LauncherTree.Outcome;

class LauncherTest {
  @TempDir Path base;

  private LauncherTree tree;

  @BeforeEach
  void makeATreeThatIsBuilt() throws IOException {
    tree = new LauncherTree(base);
  }

  @Test
  void argumentsReachJavaAsTheyAre() throws Exception {
    Outcome outcome = tree.run(Map.of(), "why", "two words", "", "*");
    assertThat(outcome.output())
        .containsExactly(
            base + "/jdk-25/bin/java",
            "@" + tree.dist + "/java.options",
            "-Dorg.sqlite.lib.path=" + tree.dist + "/native",
            "-XX:AOTCache=" + tree.dist + "/weir.aot",
            "-jar",
            tree.dist + "/weir-server.jar",
            "why",
            "two words",
            "",
            "*");
    assertThat(outcome.errors()).isEmpty();
    assertThat(tree.calls()).isEmpty();
  }

  @Test
  void withoutACacheItRunsWithoutOne() throws Exception {
    Files.delete(tree.dist.resolve("weir.aot"));
    assertThat(tree.run(Map.of(), "why").output()).noneMatch(word -> word.contains("AOTCache"));
  }

  @Test
  void aJavaThatIsNot25IsPassedOver() throws Exception {
    Map<String, String> homes =
        Map.of(
            "WEIR_JAVA_HOME", tree.jdk("jdk-17", "17.0.15", true).toString(),
            "JAVA_HOME", base.resolve("jdk-25").toString());
    assertThat(tree.run(homes, "why").output()).first().isEqualTo(base + "/jdk-25/bin/java");
  }

  @Test
  void aJavaThatOnlyBeginsWith25IsPassedOver() throws Exception {
    Map<String, String> homes =
        Map.of(
            "WEIR_JAVA_HOME", tree.jdk("jdk-250", "250.0.1", true).toString(),
            "JAVA_HOME", base.resolve("jdk-25").toString());
    assertThat(tree.run(homes, "why").output()).first().isEqualTo(base + "/jdk-25/bin/java");
  }

  @Test
  void aJavaWithoutACompilerIsPassedOver() throws Exception {
    Map<String, String> homes =
        Map.of(
            "WEIR_JAVA_HOME", tree.jdk("jre-25", "25.0.3", false).toString(),
            "JAVA_HOME", base.resolve("jdk-25").toString());
    assertThat(tree.run(homes, "why").output()).first().isEqualTo(base + "/jdk-25/bin/java");
  }

  @Test
  void aChangedSourceIsBuiltFirst() throws Exception {
    Files.createFile(tree.here.resolve("core/src/main/New.java"));
    Outcome outcome = tree.run(Map.of(), "why");
    assertThat(tree.calls()).singleElement().asString().endsWith(" package");
    assertThat(outcome.errors()).contains("weir: building");
    assertThat(outcome.output()).endsWith("why");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void whatWasBuiltIsNotBuiltAgain() throws Exception {
    Files.createFile(tree.here.resolve("core/src/main/New.java"));
    tree.run(Map.of(), "why");
    tree.run(Map.of(), "why");
    assertThat(tree.calls()).hasSize(1);
  }

  @Test
  void aFailingBuildSaysWhyAndRunsNothing() throws Exception {
    tree.program("bin/mvn", "echo '[ERROR] a semicolon is missing'; exit 1\n");
    Files.createFile(tree.here.resolve("core/src/main/New.java"));
    Outcome outcome = tree.run(Map.of(), "why");
    assertThat(outcome.errors()).contains("a semicolon is missing").contains("the build failed");
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void aFailingTrainingIsAWarningAndNoMore() throws Exception {
    tree.run(Map.of(), "build");
    Files.delete(tree.dist.resolve(".trained"));
    Outcome outcome = tree.run(Map.of(), "why");
    assertThat(outcome.errors()).contains("the start-up cache could not be made");
    assertThat(outcome.output()).endsWith("why");
  }

  @Test
  void theTrainingHasTheOptionsOfEveryRun() throws Exception {
    Files.delete(tree.dist.resolve(".trained"));
    tree.run(Map.of(), "build");
    assertThat(Files.readAllLines(tree.here.resolve("server/target/train.log")))
        .contains("@" + tree.dist + "/java.options", "train")
        .contains("-Dorg.sqlite.lib.path=" + tree.dist + "/native");
  }

  @Test
  void otherOptionsOfTheJvmNeedAnotherTraining() throws Exception {
    tree.run(Map.of(), "build");
    Path log = tree.here.resolve("server/target/train.log");
    assertThat(log).doesNotExist();
    Files.setLastModifiedTime(
        Files.writeString(tree.dist.resolve("java.options"), "-Xmx256m\n"),
        FileTime.from(Instant.now().plusSeconds(2)));
    tree.run(Map.of(), "build");
    assertThat(log).exists();
  }

  /// The JVM refuses a cache that was made with other jars, and says nothing.
  @Test
  void aNewJarOfAnInnerModuleNeedsAnotherTraining() throws Exception {
    tree.run(Map.of(), "build");
    Path jar = Files.createDirectories(tree.dist.resolve("lib")).resolve("weir-kit-1.jar");
    Files.setLastModifiedTime(Files.createFile(jar), FileTime.from(Instant.now().plusSeconds(2)));
    tree.run(Map.of(), "build");
    assertThat(tree.here.resolve("server/target/train.log")).exists();
  }

  @Test
  void realPeersAreTestedOnlyWhenAskedFor() throws Exception {
    tree.program("bin/debootstrap", "");
    tree.program("a folder/weir/testkit/peers/make-roots", "echo roots >>\"$HOME/calls\"\n");
    tree.run(Map.of(), "test");
    tree.run(Map.of(), "test", "--with-peers");
    tree.run(Map.of("CI", "true"), "test");
    String plain = "mvn -B -ntp -Pfigures,bench,fuzz verify";
    String peers = "mvn -B -ntp -Pfigures,bench,fuzz -Dweir.peers=true verify";
    assertThat(tree.calls()).containsExactly(plain, "roots", peers, "roots", peers);
  }

  @Test
  void whenThePeersCannotBeMadeOnlyAnExplicitWishFails() throws Exception {
    tree.program("bin/debootstrap", "");
    tree.program("a folder/weir/testkit/peers/make-roots", "exit 69\n");
    assertThat(tree.run(Map.of(), "test", "--with-peers").exit()).isEqualTo(69);
    Outcome ci = tree.run(Map.of("CI", "true"), "test");
    assertThat(ci.exit()).isZero();
    assertThat(ci.errors()).contains("their tests are shown as skipped");
  }

  @Test
  void aPartIsTestedWithTheModulesItIsBuiltFrom() throws Exception {
    tree.run(Map.of(), "test", "-pl", "server");
    assertThat(tree.calls())
        .containsExactly("mvn -B -ntp -Pfigures,bench,fuzz -am -DskipPitest verify -pl server");
  }

  @Test
  void aTestIsNamedWithoutAnyOtherOptions() throws Exception {
    tree.program(
        "bin/mvn",
        "echo \"mvn $*\" >>\"$HOME/calls\"; echo '[INFO] Tests run: 1, Failures: 0'; echo '[INFO] BUILD SUCCESS'\n");
    assertThat(tree.run(Map.of(), "test", "-pl", "server", "-Dtest=WireTest").exit()).isZero();
    assertThat(tree.calls())
        .containsExactly(
            "mvn -B -ntp -Pfigures,bench,fuzz -am -DskipPitest -Dsurefire.failIfNoSpecifiedTests=false"
                + " verify -pl server -Dtest=WireTest");
  }

  @Test
  void aNameThatNoTestHasIsAFailure() throws Exception {
    Outcome outcome = tree.run(Map.of(), "test", "-Dtest=WierTest");
    assertThat(outcome.errors()).contains("no test has that name");
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void failedTestsAreAFailure() throws Exception {
    tree.program(
        "bin/mvn",
        "echo '[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1'; echo '[INFO] BUILD FAILURE'\n");
    Outcome outcome = tree.run(Map.of(), "test");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.output())
        .endsWith("Tests run: 3, Failures: 1, Errors: 0, Skipped: 1   (all modules)");
  }

  @Test
  void theUnitHasTheLaunchersCommandLine() throws Exception {
    String unit = Files.readString(Path.of("../packaging/weir.service"));
    String start = unit.lines().filter(l -> l.startsWith("ExecStart=")).findFirst().orElseThrow();
    List<String> launched =
        tree.run(Map.of(), "serve", "--config", "/etc/weir/weir.toml").output().stream()
            .map(word -> word.replace(tree.dist.toString(), "/usr/lib/weir"))
            .map(word -> word.replace(base + "/jdk-25", "/usr/lib/weir/java"))
            .toList();
    assertThat(start.substring("ExecStart=".length())).isEqualTo(String.join(" ", launched));
  }
}
