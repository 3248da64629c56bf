package weir.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {

  /// Says what standard output is.
  static final class Asked {
    public static void main(String[] arguments) {
      System.out.println(Terminal.now());
    }
  }

  private static ProcessBuilder asking() {
    ProcessBuilder asking =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Asked.class.getName());
    asking.environment().remove("COLUMNS");
    return asking;
  }

  private static String said(ProcessBuilder program) throws Exception {
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  @Test
  void aPipeIsNoTerminal() throws Exception {
    assertThat(said(asking())).isEqualTo("Terminal[shows=false, columns=80]");
  }

  /// `script` of bsdutils makes one.
  @Test
  void aTerminalSaysHowWideItIsWhereverInputComesFrom() throws Exception {
    String ask = String.join(" ", asking().command().stream().map(it -> "'" + it + "'").toList());
    ProcessBuilder script =
        new ProcessBuilder(
            "script", "-qec", "stty cols 123; exec " + ask + " </dev/null", "/dev/null");
    script.environment().remove("COLUMNS");
    assertThat(said(script)).isEqualTo("Terminal[shows=true, columns=123]");
  }

  @Test
  void theEnvironmentGoesBeforeTheTerminalWhereItIsANumber() {
    assertThat(Terminal.of(Optional.of("100"), 123)).isEqualTo(new Terminal(true, 100));
    assertThat(Terminal.of(Optional.of("100"), -1)).isEqualTo(new Terminal(false, 100));
    assertThat(Terminal.of(Optional.of("wide"), 123)).isEqualTo(new Terminal(true, 123));
    assertThat(Terminal.of(Optional.of("-5"), 0)).isEqualTo(new Terminal(true, 80));
    assertThat(Terminal.of(Optional.of("99999999"), 0)).isEqualTo(new Terminal(true, 1_000));
  }
}
