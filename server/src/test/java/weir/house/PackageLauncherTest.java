package weir.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.peers.Ran;

/// `./weir package` as far as it goes without making any: which JDK it takes. What is in the
/// packages, and what they do to a host, `testkit/peers/try-packages` shows.
class PackageLauncherTest {
  private static final String GLIBC = "2.28";

  @TempDir Path base;

  @Test
  void aJdkThatCannotLinkIsRefused() throws Exception {
    LauncherTree tree = new LauncherTree(base);
    LauncherTree.Outcome outcome = tree.run(Map.of(), "package");
    assertThat(outcome.exit()).isEqualTo(69);
    assertThat(outcome.errors()).contains("this JDK cannot link").contains(base + "/jdk-25");
    assertThat(tree.calls()).as("nothing is built for it").isEmpty();
  }

  @Test
  void aJdkThatAsksForANewerLibraryIsRefusedWithFileAndSymbol() throws Exception {
    LauncherTree tree = new LauncherTree(base);
    Files.createDirectories(base.resolve("jdk-25/jmods"));
    tree.program("bin/objdump", "");
    tree.program(
        "a folder/weir/launcher/newer-glibc", "echo 'libnet.so: f of GLIBC_2.34'; exit 1\n");
    LauncherTree.Outcome outcome = tree.run(Map.of(), "package");
    assertThat(outcome.exit()).isEqualTo(69);
    assertThat(outcome.errors()).contains("libnet.so: f of GLIBC_2.34").contains("WEIR_JAVA_HOME");
    assertThat(tree.calls()).as("nothing is built for it").isEmpty();
  }

  @Test
  void anOldLibraryIsEnoughForWhatRunsHere() throws Exception {
    List<String> files = elf(Path.of(System.getProperty("java.home")));
    Ran old = newer("1.0", files);
    assertThat(old.exit()).isEqualTo(1);
    assertThat(old.output().lines())
        .as("each names a symbol")
        .allMatch(line -> line.contains(" of GLIBC_"));
    assertThat(newer("99", files)).isEqualTo(new Ran(0, ""));
  }

  @Test
  void debiansJavaAsksForANewerLibrary() throws Exception {
    Path debians = Path.of("/usr/lib/jvm/java-17-openjdk-amd64");
    assumeTrue(Files.exists(debians), "Debian 12's openjdk-17 is not here");
    Ran ran = newer(GLIBC, elf(debians));
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output()).contains(debians + "/lib/libjava.so: ").contains(" of GLIBC_2.3");
  }

  @Test
  void temurinsDoesNot() throws Exception {
    Path home = Path.of(System.getProperty("java.home"));
    assumeTrue(
        Files.readString(home.resolve("release")).contains("Adoptium"), "this JDK is not Temurin");
    assertThat(newer(GLIBC, elf(home))).isEqualTo(new Ran(0, ""));
  }

  @Test
  void whatIsNoProgramAsksForNothing() throws Exception {
    Path text = Files.writeString(base.resolve("text"), "GLIBC_2.99");
    assertThat(newer(GLIBC, List.of(text.toString()))).isEqualTo(new Ran(0, ""));
  }

  private static List<String> elf(Path jdk) throws IOException {
    try (Stream<Path> libraries = Files.list(jdk.resolve("lib"))) {
      return Stream.concat(
              libraries.filter(file -> file.toString().endsWith(".so")),
              Stream.of(jdk.resolve("lib/server/libjvm.so"), jdk.resolve("bin/java")))
          .map(Path::toString)
          .toList();
    }
  }

  private static Ran newer(String version, List<String> files)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/objdump")), "objdump (binutils) is not here");
    List<String> line = new ArrayList<>(List.of("../launcher/newer-glibc", version));
    line.addAll(files);
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }
}
