package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.app.Hangup;

/// The commands as they are typed; what they do to rules is tested where that is.
final class FenceCommandsTest {
  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  private int weir(String... words) {
    CommandLine line = Main.line(new Hangup());
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    return line.execute(words);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("fence.toml"), text).toString();
  }

  @Test
  void theFenceIsExportedForAMachineThatIsNotOurs() throws IOException {
    String file = file("permit = [\"198.51.100.25\"]\n");
    assertThat(weir("fence", "export", "--to", "junos", "-f", file)).isZero();
    assertThat(said.toString())
        .contains("from destination-address 198.51.100.25/32")
        .contains("was not run on a device");
  }

  @Test
  void aMachineThatNobodyKnowsIsSaidWithThoseThatAre() throws IOException {
    assertThat(weir("fence", "export", "--to", "abacus", "-f", file(""))).isEqualTo(1);
    assertThat(said.toString()).contains("--to is one of table, ios, nxos, eos, aos-cx, junos");
  }

  @Test
  void mistakesOfTheSettingsArePrintedWithTheirLines() throws IOException {
    String file = file("permit = [\"mx1\"]\nenfroce = [25]\n");
    assertThat(weir("fence", "plan", "-f", file)).isEqualTo(78);
    assertThat(said.toString())
        .contains("fence.toml:1:1: permit: \"mx1\" is no name")
        .contains("fence.toml:2:1: enfroce: unknown key (did you mean enforce?)");
    assertThat(weir("fence", "status", "-f", folder.resolve("none").toString())).isEqualTo(78);
    assertThat(said.toString()).contains("no such file");
  }

  @Test
  void aNameThatThisHostDoesNotKnowIsSaid() throws IOException {
    String file = file("exempt-users = [\"nobody-has-this-name\"]\n");
    assertThat(weir("fence", "plan", "--text", "-f", file)).isEqualTo(1);
    assertThat(said.toString()).contains("this host has no user nobody-has-this-name");
  }

  @Test
  void aControlGroupThatNoneCouldBeIsAMistake() throws IOException {
    String file = file("exempt-cgroups = [\"/../x\"]\n");
    assertThat(weir("fence", "plan", "--text", "-f", file)).isEqualTo(78);
    assertThat(said.toString()).contains("is no path of a control group");
  }

  @Test
  void theTextIsPrintedWithoutAnyRight() throws IOException {
    String file = file("permit = [\"198.51.100.25\"]\nexempt-users = [\"105\"]\n");
    assertThat(weir("fence", "plan", "--text", "-f", file)).isZero();
    assertThat(said.toString())
        .contains("add element inet weir allow4 { 198.51.100.25/32 . 25, ")
        .contains("add element inet weir exempt_uid { 105 }")
        .contains("add element inet weir armed { tcp }");
  }

  @Test
  void whatIsNoTimeIsNotUnderstood() throws IOException {
    String file = file("");
    assertThat(weir("fence", "apply", "--for", "soon", "-f", file)).isEqualTo(2);
    assertThat(weir("fence", "apply", "--for", "2h", "-f", file)).isEqualTo(1);
    assertThat(said.toString()).contains("--for is 5s to 1h, not 2 h");
    assertThat(weir("offenders", "--for", "soon")).isEqualTo(2);
    assertThat(weir("offenders", "--for", "2h")).isEqualTo(1);
    assertThat(weir("connections", "--port", "70000")).isEqualTo(1);
    assertThat(said.toString())
        .contains("watches one hour at most")
        .contains("there is no port 70000");
  }
}
