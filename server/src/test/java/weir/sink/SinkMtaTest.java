package weir.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkMtaTest {

  /// Sends everything at once and returns all reply lines until the sink closes.
  private static List<String> talk(SinkMta sink, String octets) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
      socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
      return lines;
    }
  }

  private static final String SESSION =
      "EHLO client.example\r\n"
          + "XFORWARD ADDR=192.0.2.1 HELO=a+2Bb\r\n"
          + "MAIL FROM:<a@example.net> SIZE=5\r\nRCPT TO:<b@example.com>\r\nDATA\r\n"
          + "x: y\r\n\r\n..dot\r\n\n.\n.\r\n"
          + "\r\n.\r\nQUIT\r\n";

  @Test
  void aMessageIsRecordedExactlyWithItsEnvelopeAndAttributes() throws IOException {
    try (SinkMta sink = SinkMta.start()) {
      List<String> replies = talk(sink, SESSION);

      assertThat(replies.getLast()).startsWith("221");
      assertThat(sink.messages()).hasSize(1);
      SinkMessage message = sink.messages().getFirst();
      assertThat(message.mail()).isEqualTo("<a@example.net> SIZE=5");
      assertThat(message.recipients()).containsExactly("<b@example.com>");
      assertThat(message.xforward())
          .containsEntry("HELO", "a+b")
          .containsEntry("ADDR", "192.0.2.1");
      assertThat(message.text()).isEqualTo("x: y\r\n\r\n.dot\r\n\n.\n.\r\n\r\n");
      assertThat(sink.connections().getFirst().raw()).isEqualTo(SESSION);
    }
  }

  @Test
  void aScriptedRefusalLeavesTheRecipientOut() throws IOException {
    try (SinkMta sink = SinkMta.start()) {
      sink.obey(SinkScript.obedient().onRecipient("b@", SinkAct.say("550 5.1.1 No")));

      assertThat(talk(sink, SESSION)).contains("550 5.1.1 No", "554 5.5.1 No valid recipients");
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void aHangUpInMidBodyLeavesNoMessage() throws IOException {
    try (SinkMta sink = SinkMta.start()) {
      sink.obey(SinkScript.obedient().afterBody(1, SinkAct.hangUp()));

      assertThat(talk(sink, SESSION).getLast()).startsWith("354");
      assertThat(sink.messages()).isEmpty();
    }
  }

  @Test
  void keptBackAnswersComeWithTheNextFreeOne() throws IOException {
    try (SinkMta sink = SinkMta.start()) {
      sink.obey(SinkScript.obedient().on(SinkPoint.MAIL, new SinkAct.Withhold()));

      assertThat(talk(sink, SESSION)).contains("250 2.1.0 Ok", "250 2.1.5 Ok");
    }
  }
}
