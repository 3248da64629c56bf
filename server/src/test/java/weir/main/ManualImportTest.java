package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import weir.cli.Cli;

/// The pages about coming from another system show an old site and what came of it: here it comes
/// of it again.
class ManualImportTest {
  private static final Path MANUAL =
      Path.of("").toAbsolutePath().resolveSibling("docs").resolve("manual");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"qmail, /root/old", "postfix, /etc/postfix"})
  void thePageShowsWhatTheProgramSaysOfItsExample(String source, String old) throws IOException {
    Path site = Path.of("src/test/resources/weir/manual", source);
    String page = Files.readString(MANUAL.resolve("coming-from-" + source + ".md"));
    Path out = folder.resolve("weir");
    Path clients = folder.resolve("clients");

    assertThat(page).contains("```\n" + files(site) + "```\n");

    String imported = run("import", source, site.toString(), "--out", out.toString());
    assertThat(page).contains(shown(source, old, "--out /etc/weir", imported, out) + "```\n");

    String sample = run("import", source, site.toString(), "--compare-sample");
    Files.writeString(clients, sample + Files.readString(site.resolveSibling("world")));
    String compared =
        run(
            "import",
            source,
            site.toString(),
            "--out",
            out.toString(),
            "--compare",
            clients.toString());
    String made = shown(source, old, "--compare-sample > clients", "", out);
    String line = "--out /etc/weir --compare clients";
    assertThat(page)
        .contains(
            made + "# cat world >> clients\n" + shown(source, old, line, compared, out) + "```\n");
    sample
        .lines()
        .filter(row -> !row.isEmpty() && !row.startsWith("#"))
        .limit(8)
        .forEach(row -> assertThat(page).contains(row + "\n"));
  }

  private static String shown(String source, String old, String more, String said, Path out) {
    return "# weir import %s %s %s%n".formatted(source, old, more)
        + said.replace(out.toString(), "/etc/weir");
  }

  /// As `head` shows several files.
  private static String files(Path site) throws IOException {
    StringBuilder shown = new StringBuilder();
    try (Stream<Path> all = Files.walk(site)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        shown
            .append(shown.isEmpty() ? "" : "\n")
            .append("==> %s <==%n".formatted(site.relativize(file)))
            .append(Files.readString(file));
      }
    }
    return shown.toString();
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Cli.finished(Cli.line(new ThisProgram(folder)));
    line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    line.setOut(new PrintWriter(out)).execute(arguments);
    return out.toString();
  }
}
