package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import weir.app.Hangup;

/// Which lines are read without the library for command lines: some that mean the same to it.
class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"serve", "serve -c /etc/weir/weir.toml", "serve --config weir.toml", "serve -c /"})
  void aServiceIsStartedAsTheLibraryWouldStartIt(String line) {
    ParseResult read = Main.line(new Hangup()).parseArgs(line.split(" ")).subcommand();

    assertThat(Main.service(new Hangup(), line.split(" ")).map(Serve::file))
        .contains(((Serve) read.commandSpec().userObject()).file());
  }

  @Test
  void optionsThatExcludeEachOtherAreNamed() {
    StringWriter err = new StringWriter();
    CommandLine line = Main.line(new Hangup()).setErr(new PrintWriter(err, true));

    assertThat(line.execute("policy", "describe", "--html", "--json")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "weir: give only one of --html, --json; `weir policy describe --help` tells more\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "status",
        "serve --help",
        "serve -c",
        "serve -c --take-over",
        "serve -c @words",
        "serve -c weir.toml --take-over",
        "serve --take-over -c weir.toml",
        "serve weir.toml",
        "config check weir.toml"
      })
  void everyOtherLineIsLeftToTheLibrary(String line) {
    assertThat(Main.service(new Hangup(), line.split(" "))).isEmpty();
  }
}
