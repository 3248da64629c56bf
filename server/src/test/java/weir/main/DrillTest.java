package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import weir.app.Hangup;

/// A compromise, played.
final class DrillTest {
  private final StringWriter out = new StringWriter();

  private int drill(String... words) {
    CommandLine line = Main.line(new Hangup());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    return line.execute(words);
  }

  @Test
  void aStolenPasswordIsSeenAfterAFewMessagesAndDenied() {
    assertThat(drill("drill", "stolen-password")).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("Seen     at message 8, 14 s after the first")
        .contains("(many-networks)")
        .contains("deny-login for login:login1@drill.invalid at the gateway")
        .contains("Leaked   8 messages before it was seen");
  }

  @Test
  void whatIsNoDrillIsSaid() {
    assertThat(drill("drill", "flood")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(out.toString()).contains("stolen-password, script, slow and snowshoe");
  }
}
