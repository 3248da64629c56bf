package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.cli.Cli;

/// `weir import` of what cannot be read, or to where nothing can be written: which file, and why.
class ImportTroubleTest {
  @TempDir Path folder;

  private Path file;
  private Path site;

  @BeforeEach
  void files() throws IOException {
    file = Files.writeString(folder.resolve("c1.txt"), "127.:allow\n");
    site = Files.createDirectories(folder.resolve("site/control"));
    Files.writeString(site.resolve("me"), "mx.site.example\n");
    Files.writeString(site.resolve("rcpthosts"), "site.example\n");
    Files.writeString(site.resolve("badmailfrom"), "@bulk.example\n");
  }

  private String run(Object... arguments) {
    StringWriter out = new StringWriter();
    ThisProgram program =
        new ThisProgram(folder, Optional.empty(), folder.resolve("etc/weir/weir.toml"));
    CommandLine line = Cli.finished(Cli.line(program));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    PrintWriter both = new PrintWriter(out, true);
    line.setOut(both).setErr(both);
    line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return out.toString();
  }

  private List<Path> inside(Path some) throws IOException {
    try (Stream<Path> all = Files.list(some)) {
      return all.sorted().toList();
    }
  }

  @Test
  void aFileWhereAFolderIsWantedIsNamed() {
    assertThat(run("import", "qmail", file))
        .isEqualTo("weir: " + file + ": a file, and no folder\n");
    assertThat(run("import", "postfix", file))
        .isEqualTo("weir: " + file + ": a file, and no folder\n");
    assertThat(run("import", "qmail", site, "--out", file))
        .isEqualTo("weir: " + file + ": a file is in the way\n");
  }

  @Test
  void aFolderWhereAFileIsWantedIsNamed() {
    String said = "weir: " + site + ": a folder, and no file\n";

    assertThat(run("import", "tcprules", site)).isEqualTo(said);
    assertThat(run("import", "qregex", file, site)).isEqualTo(said);
    assertThat(run("import", "hosts-access", file, site)).isEqualTo(said);
    assertThat(run("import", "qmail", site, "--compare", site)).isEqualTo(said);
  }

  @Test
  void whatCannotBeWrittenLeavesNoHalfBehind() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path lists = Files.writeString(out.resolve("lists"), "mine");

    assertThat(run("import", "qmail", site, "--out", out))
        .isEqualTo("weir: " + lists + ": a file is in the way\n");
    assertThat(inside(out)).containsExactly(lists);

    Files.delete(lists);
    Path list = Files.createDirectories(out.resolve("lists/badmailfrom"));
    assertThat(run("import", "qmail", site, "--out", out, "--force"))
        .isEqualTo("weir: " + list + ": Is a directory\n");
    assertThat(inside(out)).containsExactly(lists);
  }

  @Test
  void aFolderWithoutControlFilesIsNoQmail() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path out = folder.resolve("out");

    assertThat(run("import", "qmail", empty, "--out", out))
        .isEqualTo("weir: there is no control file in " + empty + "\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void meStandsInForMissingLocals() throws IOException {
    Files.delete(site.resolve("rcpthosts"));
    Path out = folder.resolve("out");
    run("import", "qmail", site, "--out", out);
    assertThat(Files.readAllLines(out.resolve("domains"))).contains("mx.site.example");

    Files.writeString(site.resolve("locals"), "site.example\n");
    run("import", "qmail", site, "--out", out, "--force");
    assertThat(Files.readAllLines(out.resolve("domains")))
        .contains("site.example")
        .doesNotContain("mx.site.example");
  }

  @Test
  void aConfigurationThatLiesHereIsNamedByTheCheck() {
    assertThat(run("config", "check")).contains("there is no configuration here; name the file");

    run("import", "qmail", site, "--out", folder);
    assertThat(run("config", "check"))
        .isEqualTo(
            "weir: weir.toml here is not taken by itself: weir config check %s%n"
                .formatted(folder.resolve("weir.toml")));
  }
}
