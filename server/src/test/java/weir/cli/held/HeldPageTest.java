package weir.cli.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import weir.cli.output.Style;

class HeldPageTest {
  @Test
  void theHeaderOfAHeldMessageCannotWriteOnTheTerminal() {
    StringWriter shown = new StringWriter();
    new HeldPage(new PrintWriter(shown, true), new Style(false))
        .header("Subject: \u001b]0;x\u0007\u009b2J\u202egnp.exe\r\n\tfolded\r\n\r\n\u001b[2J");

    assertThat(shown.toString())
        .isEqualTo("\nHeader\n  Subject: \\u001b]0;x\\u0007\\u009b2J\\u202egnp.exe\n   folded\n");
  }
}
