package weir.cli.held;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.api.Answer;
import weir.api.ControlSocket;
import weir.api.HeldLine;
import weir.api.Request;
import weir.cli.Here;
import weir.cli.output.ShownMessage;

/// A held message on a terminal.
class HeldShowTest {
  private static final byte[] MESSAGE =
      "Subject: \u001b]0;x\u0007\r\n\r\n\u00e4\u20ac\u001b[2J\r\n\tx\ry\u009b\r\n".getBytes(UTF_8);
  private static final String SHOWN =
      "Subject: \\u001b]0;x\\u0007\n\n\u00e4\u20ac\\u001b[2J\n\tx\\u000dy\\u009b\n";

  private static final HeldLine LINE =
      new HeldLine(
          "0aaaaaaaaaaaa",
          1,
          "held",
          "example.com",
          "carl@example.net",
          List.of("ann@example.com"),
          "192.0.2.1",
          "mail.example.net",
          Optional.empty(),
          Optional.empty(),
          Here.NOW,
          Here.NOW,
          Optional.empty(),
          MESSAGE.length,
          Optional.empty(),
          "early-talker",
          "",
          "quarantine",
          "default@1",
          0,
          List.of(),
          "back",
          0,
          Optional.empty(),
          "");

  @TempDir Path folder;

  private static String shown(int cut) {
    StringWriter text = new StringWriter();
    ShownMessage message = new ShownMessage(new PrintWriter(text));
    message.add(Arrays.copyOf(MESSAGE, cut));
    message.add(Arrays.copyOfRange(MESSAGE, cut, MESSAGE.length));
    message.end();
    return text.toString();
  }

  @Test
  void whereverItIsCutItIsShownAsOne() {
    for (int cut = 0; cut <= MESSAGE.length; cut++) {
      assertThat(shown(cut)).as("cut at " + cut).isEqualTo(SHOWN);
    }
  }

  @Test
  void anEndInTheMidstOfACharacterIsShown() {
    StringWriter text = new StringWriter();
    ShownMessage message = new ShownMessage(new PrintWriter(text));
    message.add(new byte[] {'a', (byte) 0xe2, (byte) 0x82});
    message.end();
    assertThat(text).hasToString("a\ufffd");
  }

  @Test
  void aTerminalGetsItMadeVisibleUnlessRawIsWanted() throws Exception {
    try (ControlSocket server = ControlSocket.open(folder, (request, _) -> answer(request))) {
      assertThat(server).isNotNull();
      assertThat(Here.in(folder).run("held", "show", "0aaaaaaaaaaaa", "--message").out())
          .isEqualTo(SHOWN);
      assertThat(Here.in(folder).run("held", "show", "0aaaaaaaaaaaa", "--message", "--raw").out())
          .as("it goes to standard output by another way")
          .isEmpty();
    }
  }

  private static Answer answer(Request request) {
    if (request instanceof Request.Held.Read(var _, var _, var offset)) {
      byte[] piece =
          Arrays.copyOfRange(MESSAGE, (int) offset, (int) Math.min(offset + 7, MESSAGE.length));
      return new Answer.HeldOctets(Base64.getEncoder().encodeToString(piece), MESSAGE.length);
    }
    return new Answer.HeldMessages(List.of(LINE));
  }
}
