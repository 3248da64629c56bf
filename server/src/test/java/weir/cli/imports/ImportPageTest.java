package weir.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.cli.output.Style;
import weir.cli.output.Warnings;
import weir.imports.Draft;
import weir.imports.RblsmtpdImport;

class ImportPageTest {
  private static String printed(List<String> warnings) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Draft draft = RblsmtpdImport.of("-r bl.example.org");
    new ImportPage(out, new Style(false))
        .print(draft, List.of(Path.of("weir.toml")), List.of(), warnings);
    out.flush();
    return text.toString();
  }

  @Test
  void anImportPrintsWhatTheCheckerWarnsOfAndCountsItInTheLastLine() {
    assertThat(printed(List.of("list a.example is known to be dead", "rule 2 never wins")))
        .endsWith(
            """
            written: weir.toml
            list a.example is known to be dead
            rule 2 never wins
            weir config check: no mistakes, 2 warnings
            """);
  }

  @Test
  void withoutWarningsNoneAreCounted() {
    assertThat(printed(List.of())).endsWith("weir config check: no mistakes\n");
    assertThat(Warnings.counted(List.of("one"))).isEqualTo(", 1 warning");
  }
}
