package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import weir.app.Hangup;

class CommandsPageTest {
  @Test
  void theManualsPageOfCommandsIsWhatTheCommandsSay() throws Exception {
    StringWriter page = new StringWriter();
    CommandLine line = Main.line(new Hangup());
    line.setOut(new PrintWriter(page));

    assertThat(line.execute("commands")).isZero();

    assertThat(Files.readString(Path.of("../docs/manual/commands.md")))
        .as("write it anew: ./weir commands > docs/manual/commands.md")
        .isEqualTo(page.toString());
  }
}
